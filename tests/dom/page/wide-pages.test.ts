import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { Overlay } from '../../../src/page/overlay/overlay.ts';
import { intersect, isEmpty } from '../../../src/page/overlay/rect.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import type { Face } from '../../../src/vision/types.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnBadges } from './support/roots.ts';
import { boxOf, frames } from './support/screen.ts';
import { MIDDLE_FACE } from './support/sessions.ts';

const root = document.documentElement;
let close = () => {};

beforeEach(() => page.viewport(600, 400));
afterEach(() => {
  close();
  root.style.cssText = '';
  root.dir = '';
  document.body.innerHTML = '';
});

/** The page is three screens wide; one picture lies in view, one beyond each side of it. */
async function drawThree(side: 'left' | 'right') {
  const img = (at: number) =>
    `<img style="position: absolute; top: 100px; ${side}: ${at}px" width="200" src="${bitmap(400, 300, MIDDLE_FACE)}">`;
  const images = await mount(
    `<div style="width: 1800px; height: 300px"></div>${[100, 800, 1500].map(img).join('')}`,
  );
  scrollTo({ left: side === 'left' ? 600 : -600 });
  await frames(2);
  const opened = openOverlay();
  close = opened.close;
  for (const image of images) opened.overlay.draw(pictureOf(image), [faceAt(MIDDLE_FACE)]);
  await frames(3);
  return images;
}

function expectAtTheirPictures(images: readonly HTMLImageElement[]) {
  const badges = drawnBadges();
  expect(badges).toHaveLength(images.length);
  for (const [index, badge] of badges.entries()) {
    const { x, width, y, height } = boxOf(images[index] as Element);
    const around = { x: x - 100, y: y - 100, width: width + 200, height: height + 200 };
    expect(isEmpty(intersect(boxOf(badge), around)), JSON.stringify([boxOf(badge), around])).toBe(false);
  }
}

describe('on a page that is wider than the view', () => {
  it('badges stay at pictures beyond either side', async () => {
    expectAtTheirPictures(await drawThree('left'));
  });

  it('also where it goes on to the left', async () => {
    root.dir = 'rtl';
    expectAtTheirPictures(await drawThree('right'));
  });

  it('also where its lines are upright and go to the left', async () => {
    root.style.writingMode = 'vertical-rl';
    expectAtTheirPictures(await drawThree('right'));
  });
});

describe('on a page that is higher than the view and goes on upwards', () => {
  it('badges stay at pictures above it', async () => {
    root.style.writingMode = 'vertical-lr';
    root.dir = 'rtl';
    const images = await mount(
      `<div style="height: 1800px"></div><img style="position: absolute; bottom: 900px; left: 100px" width="200" src="${bitmap(400, 300, MIDDLE_FACE)}">`,
    );
    const opened = openOverlay();
    close = opened.close;
    opened.overlay.draw(pictureOf(images[0] as Element), [faceAt(MIDDLE_FACE)]);
    await frames(3);
    expectAtTheirPictures(images);
  });
});

describe('a picture where nobody can scroll to', () => {
  const at = (place: string) =>
    `<img style="position: absolute; ${place}" width="200" src="${bitmap(400, 300, MIDDLE_FACE)}">`;

  it('has no badge, which would hang at the edge of the view, and is told of as hidden', async () => {
    const images = await mount(at('left: -300px; top: 100px') + at('left: 100px; top: -300px'));
    const hidden: string[] = [];
    const controller = new AbortController();
    close = () => controller.abort();
    const tell = (_: unknown, faces: readonly Face[]) =>
      hidden.push(...faces.map(({ expression }) => expression));
    const overlay = new Overlay(controller.signal, DEFAULT_SETTINGS, () => 'visible', undefined, tell);
    for (const image of images) overlay.draw(pictureOf(image), [faceAt(MIDDLE_FACE)]);
    await frames(3);
    expect(drawnBadges()).toEqual([]);
    expect(hidden).toEqual(['happiness', 'happiness']);
  });

  it('has one when it comes in', async () => {
    const [image] = await mount(at('left: -300px; top: 100px'));
    const opened = openOverlay();
    close = opened.close;
    opened.overlay.draw(pictureOf(image as Element), [faceAt(MIDDLE_FACE)]);
    await frames(3);
    expect(drawnBadges()).toEqual([]);
    (image as HTMLElement).style.left = '50px';
    await frames(20);
    expectAtTheirPictures([image as HTMLImageElement]);
  });
});
