import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { frames } from './support/screen.ts';

const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

let close = () => {};

beforeEach(async () => {
  await page.viewport(900, 600);
});
afterEach(() => close());

/** Which faces are to be seen, from left to right. */
const seen = () =>
  drawnFaces()
    .sort((a, b) => a.getBoundingClientRect().x - b.getBoundingClientRect().x)
    .map((face) => face.checkVisibility({ opacityProperty: true }));

it('while a picture is captured, what lies over it or may reach there is hidden, and nothing else', async () => {
  const at = (left: number) =>
    `<img style="position:absolute;top:50px;left:${left}px" width="200" src="${bitmap(400, 300, FACE)}">`;
  const images = await mount([0, 210, 600].map(at).join(''));
  const [captured, beside, far] = images.map(pictureOf);
  const opened = openOverlay();
  close = opened.close;
  const { overlay } = opened;
  if (!captured || !beside || !far) throw new Error('There are not three pictures.');
  for (const picture of [captured, far]) overlay.draw(picture, [faceAt(FACE)]);
  await frames(3);
  const reveal = overlay.conceal([captured]);
  expect(seen()).toEqual([false, true]);
  overlay.draw(beside, [faceAt(FACE)]);
  await frames(3);
  expect(seen()).toEqual([false, false, true]);
  const revealFar = overlay.conceal([far]);
  expect(seen()).toEqual([false, false, false]);
  reveal();
  revealFar();
  expect(seen()).toEqual([true, true, true]);
});
