import { describe, expect, it } from 'vitest';
import { overlap, readFaces, useMien, waitForFaces, waitForOverlayText } from './harness/index.ts';
import { facesOfPhoto, facesOn, waitForFacesAt } from './harness/placed-faces.ts';

const mien = await useMien();
const PHOTO = '/photos/sample6.jpg';
const faces = () => facesOfPhoto(mien, PHOTO, 4);
const image = (more = '') => `<img src="${PHOTO}" width="600" ${more}>`;

describe('what comes over a picture takes its badges away while it is there', () => {
  it.each([
    [
      'a cookie banner',
      '<div id="over" style="position: fixed; inset: auto 0 0 0; height: 90%; background: #fffd">We value you</div>',
    ],
    ['a sheet in a shadow tree', '<x-sheet id="over"></x-sheet>'],
    [
      'a box that shows a film or a map',
      '<iframe id="over" style="position: fixed; inset: 0; width: 100%; height: 100%"></iframe>',
    ],
  ])('%s', async (_, over) => {
    const parts = await faces();
    const page = await mien.open(image());
    await waitForFacesAt(page, facesOn(page.locator('img'), parts));
    await page.evaluate((html) => {
      document.body.insertAdjacentHTML('beforeend', html);
      const sheet = document.querySelector('x-sheet')?.attachShadow({ mode: 'closed' });
      if (sheet) sheet.innerHTML = '<div style="position: fixed; inset: 0; background: white">Sheet</div>';
    }, over);
    await waitForFaces(page, 0);
    await page.locator('#over').evaluate((node) => node.remove());
    await waitForFacesAt(page, facesOn(page.locator('img'), parts));
  });

  it('a header, when the page has scrolled under it', async () => {
    const page = await mien.open(
      `<header style="position: sticky; top: 0; height: 330px; background: teal; z-index: 2"></header>
      <div style="height: 60px"></div>${image()}<div style="height: 3000px"></div>`,
    );
    await waitForFaces(page, 4);
    await page.mouse.wheel(0, 330);
    await waitForFaces(page, 0);
    await page.mouse.wheel(0, -330);
    await waitForFaces(page, 4);
  });

  it('but not what lets the picture be seen', async () => {
    const parts = await faces();
    const page = await mien.open(
      `<div style="position: relative">${image()}<a href="#" style="position: absolute; inset: 0"></a>
      <div style="position: absolute; inset: 0; background: linear-gradient(transparent, #0008)">Caption</div></div>`,
    );
    await waitForFacesAt(page, facesOn(page.locator('img'), parts));
  });
});

describe('in the top layer', () => {
  it('a lightbox in a modal dialog has badges, and those of the page lie under it', async () => {
    const parts = await faces();
    const page = await mien.open(
      `<style>dialog::backdrop { background: #000c }</style><img id="page" src="${PHOTO}" width="300">
      <dialog style="margin: 100px 0 0 400px; padding: 0"><img id="box" src="${PHOTO}" width="500"></dialog>`,
    );
    await waitForFacesAt(page, facesOn(page.locator('#page'), parts));
    await page.evaluate(() => document.querySelector('dialog')?.showModal());
    const both = async () => [
      ...(await facesOn(page.locator('#page'), parts)()),
      ...(await facesOn(page.locator('#box'), parts)()),
    ];
    await waitForFacesAt(page, both);
    expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('mien-overlay');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.querySelector('dialog')?.open === false);
    await waitForFacesAt(page, facesOn(page.locator('#page'), parts));
  });

  it('a popover has badges, which do not close it', async () => {
    const parts = await faces();
    const page = await mien.open(
      `<button popovertarget="p">Open</button><div id="p" popover><img src="${PHOTO}" width="500"></div>`,
    );
    await page.locator('button').click();
    await waitForFacesAt(page, facesOn(page.locator('img'), parts));
    expect(await page.locator('#p').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await waitForFaces(page, 0);
  });

  it.each([
    ['an image by itself', 'img'],
    ['a box with an image', '#box'],
  ])('%s fills the screen with its badges on it', async (_, selector) => {
    const parts = await faces();
    const page = await mien.open(
      `<div id="box">${image('style="object-fit: fill"')}</div><img src="${PHOTO}?other" width="200" id="other">`,
    );
    await waitForFaces(page, 8);
    await page.evaluate((wanted) => {
      document.addEventListener('click', () => document.querySelector(wanted)?.requestFullscreen(), {
        once: true,
      });
    }, selector);
    await page.mouse.click(700, 700);
    await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    const first = page.locator('#box img');
    // What the other image shows lies behind; its badges do too.
    await expect
      .poll(async () => {
        const drawn = await readFaces(page);
        const expected = await facesOn(first, parts)();
        return expected.map((at) => Math.max(...drawn.map(({ box }) => overlap(box, at))) > 0.8);
      })
      .toEqual([true, true, true, true]);
    // It lies over what fills the screen: the pointer finds it there.
    const face = (await facesOn(first, parts)())[1];
    await page.mouse.move((face?.x ?? 0) + (face?.width ?? 0) / 2, (face?.y ?? 0) - 16);
    await waitForOverlayText(page, 'An expression is not a feeling.');
    await page.evaluate(() => document.exitFullscreen());
    await waitForFaces(page, 8);
  });
});
