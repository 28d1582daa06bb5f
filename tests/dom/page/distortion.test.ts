import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PageDrawing } from '../../../src/page/page-drawing.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { pictureOf } from './support/overlays.ts';
import { drawn, drawnBadges, drawnFaces } from './support/roots.ts';
import { frames } from './support/screen.ts';
import { MIDDLE_FACE, readingOf } from './support/sessions.ts';

let controller: AbortController;

beforeEach(async () => {
  await page.viewport(800, 600);
  controller = new AbortController();
});
afterEach(() => controller.abort());

async function ask(around: string, own: string) {
  const html = `<div style="${around}"><img width="300" style="${own}" src="${bitmap(400, 300, MIDDLE_FACE)}"></div>`;
  const [image] = await mount(html);
  const drawing = new PageDrawing(DEFAULT_SETTINGS, controller.signal);
  drawing.answer(pictureOf(image as Element), readingOf());
  await frames(3);
  return image as HTMLImageElement;
}

const said = () => drawn('.notice .text').map((text) => text.textContent);

describe('a picture that the page does not show upright', () => {
  it.each([
    ['', 'scale: -1 1'],
    ['', 'transform: scaleX(-1)'],
    ['', 'transform: rotate(20deg)'],
    ['', 'rotate: 180deg'],
    ['', 'rotate: y 180deg'],
    ['', 'rotate: 1 1 0 40deg'],
    ['', 'transform: skewX(12deg)'],
    ['transform: scale(1, -1)', ''],
    ['rotate: 90deg', 'scale: 0.5'],
  ])('is not marked, and a person who asks hears why: %s %s', async (around, own) => {
    await ask(around, own);
    expect([drawnFaces().length, drawnBadges().length]).toEqual([0, 0]);
    expect(said()).toEqual([expect.stringMatching(/ the page; Mien cannot mark its faces yet\.$/)]);
  });

  it.each([
    ['scale: -1 1', 'scale: -1 1'],
    ['rotate: 90deg', 'rotate: -90deg'],
    ['rotate: 0.5deg', ''],
    ['transform: translate3d(5px, 6px, 7px) scale(0.7)', 'translate: 4px; scale: 1.2 0.9'],
    ['display: inline; transform: rotate(40deg)', ''],
  ])('is marked where it is upright after all: %s, %s', async (around, own) => {
    await ask(around, own);
    expect(drawnBadges()).toHaveLength(1);
    expect(said()).toEqual([]);
  });

  it('is marked again when it is turned back', async () => {
    const image = await ask('', '');
    expect(drawnBadges()).toHaveLength(1);
    image.style.scale = '-1 1';
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(0));
    image.style.scale = '';
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(1));
  });
});
