import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Overlay } from '../../../src/page/overlay/overlay.ts';
import { within } from '../../../src/page/overlay/rect.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import type { Face } from '../../../src/vision/types.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, pictureOf } from './support/overlays.ts';
import { drawn, drawnFaces } from './support/roots.ts';
import { boxOf, frames, iou } from './support/screen.ts';

/** In the lower right part of the picture, where boxes cut most. */
const FACE = { x: 0.6, y: 0.6, width: 0.25, height: 0.3 };

let controller: AbortController;
let hidden: readonly Face[];

beforeEach(async () => {
  await page.viewport(800, 600);
  controller = new AbortController();
  hidden = [];
});
afterEach(() => controller.abort());

/** A page with one picture of 300 by 225 pixels of its own, annotated. */
async function annotate(html: string): Promise<HTMLImageElement> {
  const img = `<img style="display: block; width: 300px; max-width: none" src="${bitmap(400, 300, FACE)}">`;
  const [image] = await mount(html.replace('IMG', img));
  if (image === undefined) throw new Error('There is no image.');
  const tell = (_: unknown, faces: readonly Face[]) => {
    hidden = faces;
  };
  const overlay = new Overlay(controller.signal, DEFAULT_SETTINGS, () => 'visible', undefined, tell);
  overlay.draw(pictureOf(image), [faceAt(FACE)]);
  await frames(3);
  return image;
}

describe('a face that the boxes around its picture let be seen is marked', () => {
  it.each([
    ['scale: 2; transform-origin: 0 0; width: 320px; height: 240px; overflow: auto', ''],
    ['zoom: 2; width: 320px; height: 240px; overflow: auto', ''],
    ['rotate: 45deg; margin: 100px 200px; width: 300px; height: 225px; overflow: hidden', ''],
    ['width: 500px; height: 50px; overflow-x: clip', ''],
    ['width: 50px; height: 300px; overflow-y: clip', ''],
    ['width: 150px; height: 100px; overflow: clip; overflow-clip-margin: 140px', ''],
    [
      'width: 150px; height: 100px; border: 160px solid; overflow: clip; overflow-clip-margin: border-box',
      '',
    ],
    ['', '<svg width="700" height="500" viewBox="0 0 350 250"><foreignObject width="300" height="225">'],
  ])('%s %s', async (style, inside) => {
    const image = await annotate(`<div style="${style}">${inside}IMG`);
    expect(drawnFaces()).toHaveLength(1);
    if (style.includes('rotate')) return;
    expect(iou(boxOf(drawnFaces()[0] as Element), within(boxOf(image), FACE))).toBeGreaterThan(0.97);
  });
});

describe('a face that they do not let be seen is not', () => {
  it.each([
    'width: 150px; height: 300px; overflow-x: clip',
    'width: 150px; height: 100px; padding: 60px; overflow: clip; overflow-clip-margin: content-box 10px',
    'scale: 0.5; transform-origin: 0 0; width: 150px; height: 300px; overflow: hidden',
    'width: 200px; height: 150px; content-visibility: auto',
  ])('%s', async (style) => {
    await annotate(`<div style="${style}">IMG</div>`);
    expect(drawnFaces()).toEqual([]);
    expect(hidden).toHaveLength(1);
  });

  it('nor is the part of it that `content-visibility` cuts off', async () => {
    await annotate('<div style="width: 230px; height: 250px; content-visibility: auto">IMG</div>');
    expect(drawn('.picture')[0]?.style.clipPath).toBe('inset(0px 70px -25px 0px)');
  });
});

describe('a face that is out of view in a scroller', () => {
  const modal = 'position: fixed; inset: 20px; overflow: hidden';

  it.each([
    ['overflow: auto; height: 100%', 'no longer hidden for good, because it can be scrolled to', 0],
    ['overflow: hidden; height: 100%', 'hidden for good, where nobody can scroll to it', 1],
    ['overflow: auto; height: 100%; margin-left: -900px; width: 400px', 'the same, scroller and all', 1],
  ])('%s: is %s', async (style, _, count) => {
    await annotate(
      `<div style="${modal}"><div style="${style}"><div style="height: 900px"></div>IMG</div></div>`,
    );
    expect(drawnFaces()).toEqual([]);
    expect(hidden).toHaveLength(count);
  });
});
