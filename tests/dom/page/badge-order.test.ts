import { afterEach, beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { frames } from './support/screen.ts';
import { MIDDLE_FACE } from './support/sessions.ts';

const img = (hue: number) => `<img width="200" src="${bitmap(400, 300, MIDDLE_FACE, hue)}">`;

let end = () => {};

beforeEach(async () => {
  await page.viewport(800, 600);
});
afterEach(() => {
  end();
  document.body.innerHTML = '';
});

it('badges come in the order of the document, whichever was read first', async () => {
  await mount(img(0) + img(90) + img(180));
  const { overlay, close } = openOverlay();
  end = close;
  const [first, second, third] = [...document.images].map(pictureOf);
  if (!first || !second || !third) throw new Error('There are not three pictures.');
  for (const [picture, expression] of [
    [second, 'anger'],
    [third, 'sadness'],
    [first, 'happiness'],
  ] as const) {
    overlay.draw(picture, [faceAt(MIDDLE_FACE, expression)]);
    await frames(2);
  }
  const shown = () => drawnFaces().map(({ dataset }) => dataset.expression);
  expect(shown()).toEqual(['happiness', 'anger', 'sadness']);
});
