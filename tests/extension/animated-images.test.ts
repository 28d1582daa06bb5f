import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { animatedPng, frameWith } from './harness/animated-png.ts';
import { middleOf } from './harness/card.ts';
import { readDrawn } from './harness/faces.ts';
import {
  bytes,
  clickReadFaces,
  contentRect,
  knownPhoto,
  mapRect,
  photoBytes,
  readOverlayText,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
const PHOTO = 'astronaut.png';
const { width, height } = knownPhoto(PHOTO);
const portrait = PNG.sync.read(photoBytes(PHOTO));
const WIDE = { width: width * 2, height };

/** Plays once, in a tenth of a second: the face is on the left, and then for good on the right. */
const moves = animatedPng([frameWith(portrait, 0, WIDE), frameWith(portrait, width, WIDE)], 100, 1);
site.route('/moves.png', bytes('image/png', moves));
const ADDRESS = site.url('/moves.png');

it('of an animated image the frame on show is read, for as long as that may be true, and anew when pointed at', async () => {
  const page = await mien.open(
    `<div style="height:80px"></div><img src="${ADDRESS}" width="900"><div style="height:2000px">`,
  );
  const right = async () =>
    mapRect(
      { x: 0.5, y: 0, width: 0.5, height: 1 },
      { x: 0, y: 0, width: 1, height: 1 },
      await contentRect(page.locator('img')),
    );
  const onTheRight = async () => waitForKnownFaces(page, [{ photo: PHOTO, at: await right() }]);
  await onTheRight();
  // A badge that is gone again by then comes back where somebody points at the picture.
  await waitUntil(
    async () => {
      const badge = (await readDrawn(page, 'BUTTON')).find(({ name }) => name.startsWith('The face shows'));
      await page.mouse.move(...(badge ? middleOf(badge.box) : ([100, 200] as const)));
      return readOverlayText(page);
    },
    (text) => text.includes('One frame of an animation'),
  );
  // Whoever looks into a face is let look on.
  await page.waitForTimeout(5000);
  expect(await waitForFaces(page, 1)).toHaveLength(1);
  await page.mouse.move(5, 5);
  await waitForFaces(page, 0);
  await page.mouse.move(100, 200);
  await onTheRight();
  await clickReadFaces(mien, page, ADDRESS);
  await onTheRight();
});
