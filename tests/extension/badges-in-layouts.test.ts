import { describe, expect, it } from 'vitest';
import { readFaces, useMien, waitForFaces } from './harness/index.ts';
import { facesOfPhoto, facesOn, waitForFacesAt } from './harness/placed-faces.ts';

const mien = await useMien();
const PHOTO = '/photos/sample6.jpg';
const faces = () => facesOfPhoto(mien, PHOTO, 4);
const image = (style = '') => `<img src="${PHOTO}" style="width: 480px; ${style}">`;
const TALL = '<div style="height: 2000px; width: 10px"></div>';
const text = 'Words of a page that stand beside a picture. '.repeat(30);

describe('the faces lie on the faces of a picture', () => {
  it.each([
    ['in columns', `<div style="columns: 2; width: 1100px">${text}${image('width: 100%')}${text}</div>`],
    [
      'on a page from right to left',
      `<html dir="rtl"><body>${text}${image()}<div style="width: 3000px">x</div>`,
    ],
    [
      'on a page from top to bottom',
      `<html style="writing-mode: vertical-rl"><body>${text.slice(0, 200)}${image()}`,
    ],
    [
      'that floats in a table',
      `<table border="9"><tr><td>${text.slice(0, 90)}<td>${image('float: right')}</table>`,
    ],
    [
      'in a grid with gaps',
      `<div style="display: grid; grid: 80px auto / 150px 1fr; gap: 30px"><i></i><i></i><i></i>${image()}</div>`,
    ],
    ['fixed', `<div style="position: fixed; left: 200px; top: 60px">${image()}</div>${TALL}`],
    [
      'fixed in a box that is moved',
      `<div style="transform: translate(120px, 40px)">${image('position: fixed; left: 30px; top: 20px')}</div>${TALL}`,
    ],
    [
      'absolute in a scroller that does not hold it',
      `<div style="overflow: auto; height: 90px">${image('position: absolute; left: 300px; top: 100px')}${TALL}</div>`,
    ],
    ['with rounded corners', image('border-radius: 60px; border: 12px solid; padding: 5px')],
    ['that is zoomed, in what is zoomed', `<div style="zoom: 0.8">${image('zoom: 1.4')}</div>`],
    [
      'that its container sizes',
      `<div style="container-type: inline-size; width: 900px"><div style="width: 60cqw">${image('width: 100%')}</div></div>`,
    ],
  ])('%s', async (_, body) => {
    const parts = await faces();
    const page = await mien.open(body);
    await waitForFacesAt(page, facesOn(page.locator('img'), parts));
  });

  it.each([
    [
      'stuck to the top',
      `<div style="height: 100px"></div><div style="height: 3000px">${image('position: sticky; top: 20px')}</div>`,
    ],
    [
      'fixed in a box that is moved, while the page scrolls',
      `<div style="transform: translate(120px, 40px); height: 3000px">${image('position: fixed; left: 30px; top: 120px')}</div>`,
    ],
    [
      'moved by how far the page is scrolled',
      `<style>@keyframes go { to { translate: 300px 0 } }
      img { animation: go linear; animation-timeline: scroll(root) }</style><div style="height: 3000px">${image('margin-top: 100px')}</div>`,
    ],
  ])('%s', async (_, body) => {
    const parts = await faces();
    const page = await mien.open(body);
    await waitForFacesAt(page, facesOn(page.locator('img'), parts));
    for (const y of [90, 400, 30]) {
      await page.evaluate((top) => window.scrollTo(0, top), y);
      const box = await page.locator('img').boundingBox();
      if (box && box.y > 0 && box.y < 300) {
        await waitForFacesAt(page, facesOn(page.locator('img'), parts), { deadline: 5000 });
      }
    }
  });

  it('in scrollers inside each other', async () => {
    const parts = await faces();
    const page = await mien.open(
      `<div id="outer" style="height: 760px; width: 800px; overflow: auto"><div style="height: 40px"></div>
        <div id="inner" style="height: 700px; width: 700px; overflow: auto">${image('margin: 30px 0 0 50px')}${TALL}</div>${TALL}</div>`,
    );
    const where = facesOn(page.locator('img'), parts);
    await waitForFacesAt(page, where);
    await page.locator('#inner').evaluate((box) => box.scrollTo(0, 60));
    await waitForFacesAt(page, where, { deadline: 5000 });
    await page.locator('#outer').evaluate((box) => box.scrollTo(0, 70));
    await waitForFacesAt(page, where, { deadline: 5000 });
  });

  it('while the person pinches', async () => {
    const parts = await faces();
    const page = await mien.open(`${image('margin: 40px')}${TALL}`);
    const where = facesOn(page.locator('img'), parts);
    await waitForFacesAt(page, where);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1.8 });
    await expect.poll(() => page.evaluate(() => visualViewport?.scale)).toBeCloseTo(1.8, 1);
    await waitForFacesAt(page, where, { deadline: 5000 });
  });
});

describe('a row of slides', () => {
  const slides = (style: string, slide: string) =>
    `<div id="row" style="width: 500px; height: 420px; ${style}">${[1, 2, 3]
      .map(
        (n) =>
          `<div class="slide" style="flex: none; width: 500px; ${slide}"><img id="i${n}" src="${PHOTO}?${n}" style="width: 500px; display: block"></div>`,
      )
      .join('')}</div>`;

  it('that snap has badges on the one in view', async () => {
    const parts = await faces();
    const page = await mien.open(
      slides('display: flex; overflow-x: auto; scroll-snap-type: x mandatory', 'scroll-snap-align: start'),
    );
    for (const n of [1, 2, 3]) {
      await page
        .locator('#row')
        .evaluate((row, left) => row.scrollTo({ left, behavior: 'smooth' }), (n - 1) * 500);
      await waitForFacesAt(page, facesOn(page.locator(`#i${n}`), parts));
    }
  });

  it('that are pushed along by a transform has badges on the one in view', async () => {
    const parts = await faces();
    const page = await mien.open(
      `<style>#track { display: flex; transition: transform 250ms }</style>
        <div style="overflow: hidden; width: 500px; margin: 30px"><div id="track">${slides('display: contents', '')}</div></div>`,
    );
    for (const n of [1, 3, 2]) {
      await page
        .locator('#track')
        .evaluate((track, by) => track.style.setProperty('transform', `translateX(${by}px)`), (1 - n) * 500);
      await waitForFacesAt(page, facesOn(page.locator(`#i${n}`), parts));
    }
  });

  it.each([
    ['opacity: 0', 'opacity: 1'],
    ['visibility: hidden', 'visibility: visible'],
    ['display: none', 'display: block'],
    ['clip-path: inset(50%)', 'clip-path: none'],
    ['content-visibility: hidden; height: 400px', 'content-visibility: visible'],
    ['z-index: 0; position: absolute; top: 0', 'z-index: 1; position: absolute; top: 0'],
  ])('of which others are hidden by %s has badges on the one that is shown', async (hidden, shown) => {
    const parts = await faces();
    const stacked = slides('display: grid; position: relative', 'grid-area: 1 / 1');
    const page = await mien.open(
      `<style>.slide { ${hidden}; transition: opacity 150ms } .slide.on { ${shown} }</style>${stacked}`,
    );
    for (const n of [2, 3, 1]) {
      await page.evaluate((at) => {
        document.querySelectorAll('.slide').forEach((slide, index) => {
          slide.classList.toggle('on', index + 1 === at);
        });
      }, n);
      await waitForFacesAt(page, facesOn(page.locator(`#i${n}`), parts));
    }
  });
});

it('a printed page has no badges', async () => {
  const page = await mien.open(image());
  await waitForFaces(page, 4);
  await page.emulateMedia({ media: 'print' });
  expect(await readFaces(page)).toEqual([]);
  const printed = await page.pdf();
  expect(printed.length).toBeGreaterThan(1000);
  await page.emulateMedia({ media: 'screen' });
  await waitForFaces(page, 4);
});
