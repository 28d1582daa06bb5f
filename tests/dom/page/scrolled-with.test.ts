import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { placeOfBackground } from '../../../src/page/overlay/picture-place.ts';
import { type Rect, within } from '../../../src/page/overlay/rect.ts';
import { viewportSize } from '../../../src/page/overlay/viewport.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { boxOf, frames, iou, painted } from './support/screen.ts';

const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

const root = document.documentElement;
let close = () => {};

beforeEach(() => page.viewport(800, 600));
afterEach(() => {
  close();
  root.style.cssText = '';
  scrollTo(0, 0);
  document.body.innerHTML = '';
});

const source = () => bitmap(400, 300, FACE);

async function draw(picture: Picture): Promise<void> {
  const opened = openOverlay();
  close = opened.close;
  opened.overlay.draw(picture, [faceAt(FACE)]);
  await frames(14);
  await painted();
}

/** The element with the id `shown`, with a background of 400 by 300 pixels. */
function background(html: string): Picture {
  document.body.innerHTML = html;
  const element = document.querySelector('#shown') as HTMLElement;
  element.style.backgroundImage = `url(${source()})`;
  const natural = { width: 400, height: 300 };
  const pixels = () => Promise.reject(new Error('Nobody reads it here.'));
  const place = () => placeOfBackground(element, 0, natural);
  return { element, address: '', ...natural, pixels, pixelsFromPage: pixels, place };
}

const fitOf = (truth: Rect) => iou(boxOf(drawnFaces()[0] as Element), truth);

describe('no later than the page is seen scrolled, a face box lies on', () => {
  it.each([
    ['filter: invert(1)', ''],
    ['', 'transform-style: preserve-3d'],
    ['', 'will-change: offset-path'],
  ])('a fixed picture, whatever holds it (%s %s)', async (ofRoot, around) => {
    root.style.cssText = ofRoot;
    const img = `<img width="200" style="position: fixed; top: 20px; left: 20px" src="${source()}">`;
    const [image] = await mount(`<div style="height: 3000px; ${around}">${img}</div>`);
    await draw(pictureOf(image as Element));
    scrollTo(0, 100);
    await painted();
    expect(boxOf(image as Element).y > 0).toBe(around === '');
    expect(fitOf(within(boxOf(image as Element), FACE))).toBeGreaterThan(0.97);
  });

  it('a fixed picture that goes with its anchor', async () => {
    const style = 'position: fixed; position-anchor: --a; left: anchor(right); top: anchor(top)';
    const [image] = await mount(`<p style="anchor-name: --a; margin: 200px 300px 3000px 50px">Text</p>
      <img width="200" style="${style}" src="${source()}">`);
    await draw(pictureOf(image as Element));
    const { y } = boxOf(image as Element);
    for (const step of [40, 70]) {
      scrollTo(0, step);
      await painted();
    }
    expect(boxOf(image as Element).y).toBeCloseTo(y - 70, 0);
    expect(fitOf(within(boxOf(image as Element), FACE))).toBeGreaterThan(0.97);
  });

  it('a background that stays in view', async () => {
    const style = 'height: 600px; background: fixed no-repeat 60px 90px';
    await draw(background(`<div id="shown" style="${style}"></div><p style="height: 3000px"></p>`));
    scrollTo(0, 70);
    await painted();
    expect(fitOf({ x: 160, y: 165, width: 200, height: 150 })).toBeGreaterThan(0.97);
  });

  it('a background that would stay in view, but is in something transformed', async () => {
    const style = 'height: 600px; background: fixed no-repeat 60px 90px';
    await draw(
      background(`<div style="rotate: 0deg; margin: 40px"><div id="shown" style="${style}"></div></div>`),
    );
    const { x, y } = boxOf(document.querySelector('#shown') as Element);
    expect(fitOf({ x: x + 160, y: y + 165, width: 200, height: 150 })).toBeGreaterThan(0.97);
  });

  it('a background that its element scrolls', async () => {
    const style = 'width: 500px; height: 400px; overflow: auto; background: local no-repeat';
    const picture = background(`<div id="shown" style="${style}"><p style="height: 3000px"></p></div>`);
    await draw(picture);
    picture.element.scrollTo(0, 40);
    await painted();
    const { x, y } = boxOf(picture.element);
    expect(fitOf({ x: x + 100, y: y + 75 - 40, width: 200, height: 150 })).toBeGreaterThan(0.97);
  });

  it('what comes before the content of an element, and is fixed', async () => {
    const sheet = `#shown::before { content: ""; position: fixed; left: 60px; top: 90px; width: 400px; height: 300px;
      background: url(${source()}) }`;
    const picture = background(`<style>${sheet}</style><div id="shown" style="height: 3000px"></div>`);
    const { element, width, height } = picture;
    (element as HTMLElement).style.backgroundImage = '';
    const place = () => placeOfBackground(element, 0, { width, height }, '::before');
    await draw({ ...picture, pseudo: '::before', place });
    scrollTo(0, 70);
    await painted();
    expect(fitOf({ x: 160, y: 165, width: 200, height: 150 })).toBeGreaterThan(0.97);
  });

  it('a picture that is moved in its box by an animation as the page scrolls', async () => {
    const [image] = await mount(`<style>
      @keyframes pan { from { object-position: 0 0 } to { object-position: 0 100% } }
      img { display: block; width: 300px; height: 150px; object-fit: cover;
        animation: pan linear both; animation-timeline: view() }
      </style><p style="height: 300px"></p><img src="${source()}"><p style="height: 3000px"></p>`);
    await draw(pictureOf(image as Element));
    scrollTo(0, 120);
    await painted();
    const shown = boxOf(image as Element);
    const [, down = ''] = getComputedStyle(image as Element).objectPosition.split(' ');
    // Of its 225 pixels 75 are cut off.
    const y = shown.y - (75 * Number.parseFloat(down)) / 100;
    expect(Number.parseFloat(down)).toBeLessThan(60);
    expect(fitOf(within({ ...shown, y, height: 225 }, FACE))).toBeGreaterThan(0.97);
  });
});

it('the viewport is known in quirks mode too, whatever the root element measures', () => {
  document.body.innerHTML = '<iframe style="width: 500px; height: 300px; border: 0"></iframe>';
  const page = document.querySelector('iframe')?.contentDocument as Document;
  page.write('<html style="margin: 60px; width: 90px"><body>');
  page.close();
  expect(page.compatMode).toBe('BackCompat');
  expect(viewportSize(page)).toEqual({ width: 500, height: 300 });
});
