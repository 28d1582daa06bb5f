import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { placeOfBackground } from '../../../src/page/overlay/picture-place.ts';
import { type Rect, within } from '../../../src/page/overlay/rect.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { pointAt } from './support/pointer.ts';
import { drawn, drawnFaces } from './support/roots.ts';
import { boxOf, frames, iou, painted } from './support/screen.ts';

const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };
const IMG = () => `<img style="display: block; width: 300px" src="${bitmap(400, 300, FACE)}">`;

let close = () => {};

beforeEach(() => page.viewport(800, 600));
afterEach(() => {
  close();
  scrollTo(0, 0);
  document.body.innerHTML = '';
});

async function annotate(image: Element): Promise<void> {
  const opened = openOverlay();
  close = opened.close;
  opened.overlay.draw(pictureOf(image), [faceAt(FACE)]);
  await frames(14);
}

async function show(html: string): Promise<HTMLImageElement> {
  const [image] = await mount(html.replace('IMG', IMG()));
  if (image === undefined) throw new Error('There is no image.');
  await annotate(image);
  return image;
}

/** The same in the shadow tree of an element of the page. */
async function showInside(html: string, slotted = '', mode: ShadowRootMode = 'open') {
  await mount(`<x-case>${slotted.replace('IMG', IMG())}</x-case>`);
  const host = document.querySelector('x-case') as HTMLElement;
  const root = host.attachShadow({ mode });
  // As a content script sees it in Firefox; in Chromium it asks `chrome.dom`.
  Object.assign(host, { openOrClosedShadowRoot: root });
  root.innerHTML = html.replace('IMG', IMG());
  const image = (root.querySelector('img') ?? host.querySelector('img')) as HTMLImageElement;
  await image.decode();
  await annotate(image);
  return { image, root };
}

const fitOf = (truth: Rect) => {
  const [face] = drawnFaces();
  return face ? iou(boxOf(face), truth) : 0;
};
const lies = (truth: () => Rect) =>
  vi.waitFor(() => expect(fitOf(truth())).toBeGreaterThan(0.97), { timeout: 2000 });
const liesOn = (image: Element) => lies(() => within(boxOf(image), FACE));
const hides = () => vi.waitFor(() => expect(drawnFaces()).toEqual([]), { timeout: 2000 });

describe('what changes with nothing else than this', () => {
  it("an attribute of the page's own", async () => {
    const image = await show('<style>[data-shown="no"] { opacity: 0 }</style>IMG');
    image.dataset.shown = 'no';
    await hides();
    image.dataset.shown = 'yes';
    await liesOn(image);
  });

  it('a style under the pointer that moves it in its box', async () => {
    const image = await show(`<style>img { height: 100px; object-fit: cover }
      img:hover { object-position: 0 20% }</style>IMG`);
    await pointAt(boxOf(image).x + 290, boxOf(image).y + 90);
    await lies(() => within({ ...boxOf(image), y: boxOf(image).y - 25, height: 225 }, FACE));
    await pointAt(790, 590);
  });

  it('an endless animation that hides it now and then', async () => {
    await show(`<style>@keyframes fade { 0%, 50% { opacity: 1 } 51%, 100% { opacity: 0 } }
      div { animation: fade 800ms infinite }</style><div>IMG</div>`);
    expect(drawnFaces()).toHaveLength(1);
    await hides();
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(1), { timeout: 2000 });
  });

  it('a style sheet that comes', async () => {
    const image = await show('<style>img { height: 100px; object-fit: cover }</style>IMG');
    const sheet = document.createElement('style');
    sheet.textContent = 'img { object-position: 0 20% }';
    document.body.append(sheet);
    // 300 pixels wide it is 225 high, of which 125 are cut off, here a fifth of them above.
    await lies(() => within({ ...boxOf(image), y: boxOf(image).y - 25, height: 225 }, FACE));
  });

  it('a class in a shadow tree', async () => {
    const { image } = await showInside('<style>.off { opacity: 0 }</style>IMG');
    image.className = 'off';
    await hides();
    image.className = '';
    await liesOn(image);
  });

  it('a scroller in a shadow tree, around what lies in a slot', async () => {
    const html =
      '<div style="height: 200px; overflow: auto"><p style="height: 500px"></p><slot></slot><p style="height: 500px"></p></div>';
    const { image, root } = await showInside(html, 'IMG');
    expect(drawnFaces()).toEqual([]);
    root.querySelector('div')?.scrollTo(0, 520);
    // No later than the person sees it scrolled.
    await painted();
    expect(fitOf(within(boxOf(image), FACE))).toBeGreaterThan(0.97);
  });

  it('an animation that brings it in from where it was cut off', async () => {
    const image = await show('<div style="width: 300px; overflow: hidden"><div style="translate: 310px">IMG');
    expect(drawnFaces()).toEqual([]);
    const path = [{ translate: '-60px' }, { translate: '-60px' }];
    image.parentElement?.animate(path, { duration: 10, fill: 'forwards' });
    await liesOn(image);
  });
});

describe('what comes before or after the content of an element', () => {
  it('has badges only while it is visible itself', async () => {
    document.body.innerHTML = `<style>#shown { width: 300px; height: 225px }
      #shown::after { content: ""; display: block; height: 100%; background: url(${bitmap(400, 300, FACE)}) }
      .off::after { opacity: 0 }</style><div id="shown"></div>`;
    const element = document.querySelector('#shown') as HTMLElement;
    const natural = { width: 400, height: 300 };
    const place = () => placeOfBackground(element, 0, natural, '::after');
    const opened = openOverlay();
    close = opened.close;
    const picture = { element, pseudo: '::after', address: '', ...natural, place } as unknown as Picture;
    opened.overlay.draw(picture, [faceAt(FACE)]);
    await frames(3);
    expect(drawnFaces()).toHaveLength(1);
    element.className = 'off';
    await hides();
  });
});

describe('an animation that moves a picture in its box', () => {
  it('is followed', async () => {
    const image =
      await show(`<style>@keyframes pan { from { object-position: 0 0 } to { object-position: 0 100% } }
      img { height: 150px; object-fit: cover } .panned { animation: pan 20s linear -4s }</style>IMG`);
    image.className = 'panned';
    await new Promise((resolve) => setTimeout(resolve, 400));
    const down = Number.parseFloat(getComputedStyle(image).objectPosition.split(' ')[1] ?? '');
    expect(down).toBeGreaterThan(21);
    // Of its 225 pixels 75 are cut off.
    const y = boxOf(image).y - (75 * down) / 100;
    expect(Math.abs(boxOf(drawnFaces()[0] as Element).y - y - 225 * FACE.y)).toBeLessThan(0.5);
  });
});

describe('a picture is cut by', () => {
  const CUT = 'height: 150px; overflow: hidden';
  const cuts = () =>
    vi.waitFor(() => expect(drawn('.picture')[0]?.style.clipPath).toBe('inset(0px 0px 75px)'));

  it('what it is moved into', async () => {
    const image = await show(`<div style="width: 300px; ${CUT}"></div>IMG`);
    document.querySelector('div')?.append(image);
    await cuts();
  });

  it('what is around its slot in a closed shadow tree', async () => {
    await showInside(`<div style="width: 300px; ${CUT}"><slot></slot></div>`, 'IMG', 'closed');
    await cuts();
  });
});
