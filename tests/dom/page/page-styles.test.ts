import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { overlap, type Rect, within } from '../../../src/page/overlay/rect.ts';
import type { Settings } from '../../../src/settings/schema.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, openOverlay, pictureOf } from './support/overlays.ts';
import { readFromLeft } from './support/reading.ts';
import { drawn, drawnBadges, drawnFaces } from './support/roots.ts';
import { boxOf, frames, iou } from './support/screen.ts';

const FACE = { x: 0.3, y: 0.4, width: 0.3, height: 0.4 };

let close = () => {};

beforeEach(async () => {
  await page.viewport(1000, 800);
});
afterEach(() => {
  close();
  document.documentElement.removeAttribute('dir');
  document.documentElement.style.cssText = '';
});

async function annotate(html: string, faces = [faceAt(FACE)], look: Partial<Settings> = {}) {
  const [image] = await mount(html.replaceAll('SOURCE', bitmap(400, 300, FACE)));
  const opened = openOverlay(look);
  close = opened.close;
  opened.overlay.draw(pictureOf(image as Element), faces);
  await frames(3);
  return image as HTMLImageElement;
}

describe('on a page that is written from right to left', () => {
  it.each(['by its attribute', 'by a style that turns every letter round'])(
    '%s, badges are not',
    async (how) => {
      if (how === 'by its attribute') document.documentElement.dir = 'rtl';
      else document.documentElement.style.cssText = 'direction: rtl; unicode-bidi: bidi-override;';
      await annotate('<img width="500" src="SOURCE">', [faceAt(FACE, 'sadness', 0.42)]);
      const [badge] = drawnBadges();
      expect(badge && readFromLeft(badge)).toBe('😢Sad?42%');
    },
  );
});

describe('in a scroller', () => {
  it('only the faces that it lets be seen are marked', async () => {
    const crowd = [
      faceAt({ x: 0.05, y: 0.05, width: 0.1, height: 0.1 }, 'happiness'),
      faceAt({ x: 0.8, y: 0.05, width: 0.1, height: 0.1 }, 'anger'),
      faceAt({ x: 0.05, y: 0.8, width: 0.1, height: 0.1 }, 'fear'),
    ];
    const html = `<div style="width:300px;height:250px;overflow:auto">
      <img width="900" style="display:block" src="SOURCE"></div>`;
    const image = await annotate(html, crowd);
    const marked = () => drawnFaces().map((face) => face.dataset.expression);
    expect(marked()).toEqual(['happiness']);
    expect(drawnBadges()).toHaveLength(1);
    image.parentElement?.scrollTo(600, 0);
    await vi.waitFor(() => expect(marked()).toEqual(['anger']));
    image.parentElement?.scrollTo(0, 425);
    await vi.waitFor(() => expect(marked()).toEqual(['fear']));
  });
});

/** Pixels between two rectangles, along the axis on which they lie further apart. */
function distance(a: Rect, b: Rect): number {
  const across = Math.max(b.x - a.x - a.width, a.x - b.x - b.width);
  return Math.max(0, across, b.y - a.y - a.height, a.y - b.y - b.height);
}

describe('on a page whose root is scaled', () => {
  it.each([
    'zoom: 1.5',
    'zoom: 0.7; margin: 20px 0 0 35px',
    'transform: scale(0.9)',
    'transform: scale(1.3, 0.8); transform-origin: 0 0',
    'scale: 0.8',
  ])('%s: frames and badges are on their faces', async (style) => {
    document.documentElement.style.cssText = style;
    const html = '<div style="height:110px"></div><img width="360" style="margin-left:140px" src="SOURCE">';
    const image = await annotate(html);
    const truth = within(boxOf(image), FACE);
    const [face] = drawnFaces();
    const [badge] = drawnBadges();
    if (!face || !badge) throw new Error('There is no badge.');
    expect(iou(boxOf(face), truth)).toBeGreaterThan(0.95);
    const middle = truth.x + truth.width / 2;
    expect(Math.abs(boxOf(badge).x + boxOf(badge).width / 2 - middle)).toBeLessThan(3);
    expect(truth.y - boxOf(badge).y - boxOf(badge).height).toBeGreaterThan(0);
    expect(truth.y - boxOf(badge).y - boxOf(badge).height).toBeLessThan(10);
    badge.focus({ preventScroll: true });
    await vi.waitFor(() => expect(drawn('.card')).toHaveLength(1));
    const card = boxOf(drawn('.card')[0] as Element);
    expect(distance(card, truth)).toBeLessThan(20);
    expect(overlap(card, boxOf(badge))).toBe(0);
    expect(card.y).toBeGreaterThanOrEqual(0);
    expect(card.y + card.height).toBeLessThanOrEqual(window.innerHeight);
  });
});
