import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { within } from '../../../src/page/overlay/rect.ts';
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

describe('no later than the page is seen scrolled, a face box lies on', () => {
  it.each([
    ['filter: invert(1)', ''],
    ['', 'transform-style: preserve-3d'],
    ['', 'will-change: offset-path'],
  ])('a fixed picture, whatever holds it (%s %s)', async (ofRoot, around) => {
    root.style.cssText = ofRoot;
    const img = `<img width="200" style="position: fixed; top: 20px; left: 20px" src="${bitmap(400, 300, FACE)}">`;
    const [image] = await mount(`<div style="height: 3000px; ${around}">${img}</div>`);
    const opened = openOverlay();
    close = opened.close;
    opened.overlay.draw(pictureOf(image as Element), [faceAt(FACE)]);
    await frames(14);
    await painted();
    scrollTo(0, 100);
    await painted();
    expect(boxOf(image as Element).y > 0).toBe(around === '');
    expect(iou(boxOf(drawnFaces()[0] as Element), within(boxOf(image as Element), FACE))).toBeGreaterThan(
      0.97,
    );
  });
});
