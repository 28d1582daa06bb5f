import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Rect } from '../../../src/page/overlay/rect.ts';
import type { Picture } from '../../../src/page/picture.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawn, drawnBadges, drawnFaces, overlayRoot } from './support/roots.ts';
import { boxOf, frames } from './support/screen.ts';
import { MIDDLE_FACE } from './support/sessions.ts';

const COUNT = 60;
/** Any order that is neither the document's nor its reverse. */
const SHUFFLED = Array.from({ length: COUNT }, (_, index) => (index * 37 + 11) % COUNT);

let overlay: ReturnType<typeof openOverlay>['overlay'];
let close = () => {};
let images: readonly HTMLImageElement[] = [];
let pictures: readonly Picture[] = [];

beforeEach(async () => {
  await page.viewport(800, 600);
  const img = (hue: number) =>
    `<img style="position: relative" width="60" src="${bitmap(400, 300, MIDDLE_FACE, hue)}">`;
  images = await mount(
    `<div style="width: 700px">${Array.from({ length: COUNT }, (_, index) => img(index * 6)).join('')}</div>`,
  );
  pictures = images.map(pictureOf);
  ({ overlay, close } = openOverlay({ labelSize: 'large' }));
});
afterEach(() => {
  close();
  document.body.innerHTML = '';
});

const pictureAt = (index: number) => pictures[index] as Picture;

async function drawAll(order: readonly number[]) {
  for (const [turn, index] of order.entries()) {
    overlay.draw(pictureAt(index), [faceAt(MIDDLE_FACE, 'happiness', 0.5 + index / 1000)]);
    if (turn % 7 === 0) await frames(1);
  }
  await frames(3);
}

const numbers = () =>
  drawnFaces().map(({ dataset }) => Math.round((Number(dataset.confidence) - 0.5) * 1000));
const inOrder = Array.from({ length: COUNT }, (_, index) => index);

/** Where what lies in a bundle can be seen, on screen. */
function shownPart(bundle: HTMLElement): Rect {
  const [top = 0, right = 0, bottom = 0, left = 0] = (bundle.style.clipPath.match(/-?[\d.]+/g) ?? []).map(
    Number,
  );
  const { x, y, width, height } = boxOf(bundle);
  return { x: x + left, y: y + top, width: width - left - right, height: height - top - bottom };
}

function expectUncut() {
  for (const shown of [...drawnFaces(), ...drawnBadges(), ...drawn('.notice')]) {
    const bundle = shown.closest('.bundle');
    const part = shownPart(bundle as HTMLElement);
    const { x, y, width, height } = boxOf(shown);
    const isIn =
      x >= part.x && y >= part.y && x + width <= part.x + part.width && y + height <= part.y + part.height;
    expect(isIn, JSON.stringify([boxOf(shown), part])).toBe(true);
  }
}

describe('layers of many pictures', () => {
  it('are several bundles in the order of the document, in whatever order they were read', async () => {
    await drawAll(SHUFFLED);
    expect(numbers()).toEqual(inOrder);
    expect(drawn('.bundle > *').length).toBe(COUNT);
    expect(overlayRoot()?.querySelectorAll('.bundle').length).toBeGreaterThan(2);
  });

  it('are the same from top to foot, and from foot to top', async () => {
    await drawAll(inOrder);
    expect(numbers()).toEqual(inOrder);
    expect(overlayRoot()?.querySelectorAll('.bundle').length).toBe(COUNT / 12);
    for (const index of inOrder) overlay.erase(pictureAt(index));
    expect(overlayRoot()?.querySelectorAll('.bundle').length).toBe(0);
    await drawAll(inOrder.toReversed());
    expect(numbers()).toEqual(inOrder);
    expect(overlayRoot()?.querySelectorAll('.bundle').length).toBe(COUNT / 12);
  });

  it('are cut nowhere by their bundles, also where a picture has moved away', async () => {
    await drawAll(SHUFFLED);
    overlay.say(pictureAt(59), {
      kind: 'reason',
      text: 'A long reason for which nothing was read here. '.repeat(4),
    });
    expectUncut();
    Object.assign(images[3]?.style ?? {}, { left: '3000px', top: '2000px' });
    await frames(20);
    const [moved] = drawnFaces().filter((_, index) => numbers()[index] === 3);
    expect(boxOf(moved as Element).x).toBeGreaterThan(2900);
    expectUncut();
  });

  it('go to another surface where their picture does', async () => {
    await drawAll(inOrder);
    Object.assign(images[30]?.style ?? {}, { position: 'fixed', left: '10px', top: '10px' });
    await frames(20);
    const face = () => drawnFaces().find(({ dataset }) => dataset.confidence === String(0.5 + 30 / 1000));
    expect(face()?.closest('.origin')?.classList.contains('on-viewport')).toBe(true);
    expect(numbers().filter((number) => number === 30)).toEqual([30]);
    Object.assign(images[30]?.style ?? {}, { position: 'relative', left: '0', top: '0' });
    await frames(20);
    expect(numbers()).toEqual(inOrder);
  });
});
