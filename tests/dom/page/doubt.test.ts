import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { overlap } from '../../../src/page/overlay/rect.ts';
import type { Settings } from '../../../src/settings/schema.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { readFromLeft } from './support/reading.ts';
import { drawnBadges } from './support/roots.ts';
import { boxOf, frames } from './support/screen.ts';

const FACE = { x: 0.3, y: 0.4, width: 0.3, height: 0.4 };
/** So close together that only the shortest badges fit. */
const CROWD = Array.from({ length: 40 }, (_, index) => ({
  x: (index % 10) * 0.1,
  y: Math.floor(index / 10) * 0.2,
  width: 0.09,
  height: 0.18,
}));

let close = () => {};

beforeEach(async () => {
  await page.viewport(800, 600);
});
afterEach(() => close());

async function annotate(look: Partial<Settings>, boxes: readonly (typeof FACE)[], confidence: number) {
  const [image] = await mount(`<img width="420" height="300" src="${bitmap(400, 300, FACE)}">`);
  const opened = openOverlay({ showBoxes: false, ...look });
  close = opened.close;
  const faces = boxes.map((box) => faceAt(box, 'sadness', confidence));
  opened.overlay.draw(pictureOf(image as Element), faces);
  await frames(3);
  return drawnBadges().map(readFromLeft);
}

describe('a badge that is not sure', () => {
  it('says so where it has no word', async () => {
    expect(await annotate({ labelStyle: 'emoji' }, [FACE], 0.42)).toEqual(['😢42%?']);
    close();
    expect(await annotate({ labelStyle: 'emoji' }, [FACE], 0.92)).toEqual(['😢92%']);
  });

  it.each(['both', 'emoji', 'word'] as const)('says so in every form of "%s"', async (labelStyle) => {
    const texts = await annotate({ labelStyle }, CROWD, 0.42);
    expect(texts).toHaveLength(CROWD.length);
    expect(texts.filter((text) => text.split('?').length !== 2)).toEqual([]);
    expect(texts).toContain(labelStyle === 'word' ? 'Sad?' : '😢?');
  });

  it('is measured with its question mark, in every form', async () => {
    await annotate(
      { labelStyle: 'emoji' },
      CROWD.filter((_, index) => index % 2 === 0 && index < 10),
      0.42,
    );
    const boxes = drawnBadges().map(boxOf);
    const hidden = boxes.flatMap((box, i) => boxes.slice(i + 1).filter((other) => overlap(box, other) > 1));
    expect(hidden).toEqual([]);
  });
});
