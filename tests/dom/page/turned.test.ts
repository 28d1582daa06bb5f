import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Overlay } from '../../../src/page/overlay/overlay.ts';
import { within } from '../../../src/page/overlay/rect.ts';
import { PageDrawing } from '../../../src/page/page-drawing.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt, pictureOf } from './support/overlays.ts';
import { readFromLeft } from './support/reading.ts';
import { drawn, drawnBadges, drawnFaces } from './support/roots.ts';
import { boxOf, frames, iou, magentaIn, screenPixels } from './support/screen.ts';
import { readingOf } from './support/sessions.ts';

const FACE = { x: 0.55, y: 0.2, width: 0.25, height: 0.35 };

let controller: AbortController;

beforeEach(async () => {
  await page.viewport(800, 600);
  controller = new AbortController();
});
afterEach(() => controller.abort());

/** Shows a picture, finds its magenta face on the real screen, and then draws the overlay. */
async function show(around: string, own: string) {
  const html = `<div style="padding: 110px 200px; ${around}"><img width="300" style="${own}" src="${bitmap(400, 300, FACE)}"></div>`;
  const [image] = await mount(html);
  const truth = magentaIn(await screenPixels(), { x: 0, y: 0, width: 800, height: 600 });
  const drawing = new PageDrawing(DEFAULT_SETTINGS, controller.signal, async () => Overlay);
  drawing.answer(pictureOf(image as Element), readingOf([faceAt(FACE)]));
  await frames(3);
  return { image: image as HTMLImageElement, truth };
}

const said = () => drawn('.notice .text').map((text) => text.textContent);

describe('a picture that the page does not show upright', () => {
  it.each([
    ['', 'scale: -1 1'],
    ['', 'transform: scaleX(-1)'],
    ['', 'transform: rotate(20deg)'],
    ['', 'rotate: 180deg'],
    ['', 'rotate: y 150deg'],
    ['', 'rotate: 1 1 0 40deg'],
    ['', 'transform: skewX(12deg)'],
    ['transform: scale(1, -1)', ''],
    ['rotate: 90deg', 'scale: 0.5'],
    [
      'perspective: 400px',
      'transform: rotateY(40deg) rotate(10deg); object-fit: cover; height: 200px; padding: 12px',
    ],
    ['zoom: 0.8', 'rotate: -30deg; border: 9px solid teal'],
    ['scale: -1 1', 'scale: -1 1'],
    ['rotate: 90deg', 'rotate: -90deg'],
    ['transform: translate3d(5px, 6px, 7px) scale(0.7)', 'translate: 4px; scale: 1.2 0.9'],
  ])('is marked on its face, with a badge that is read from left to right: %s, %s', async (around, own) => {
    const { truth } = await show(around, own);
    const [face] = drawnFaces();
    const [badge] = drawnBadges();
    if (!face || !badge) throw new Error('There is no badge.');
    expect(iou(boxOf(face), truth)).toBeGreaterThan(0.9);
    expect(iou(boxOf(face.querySelector('.frame') as Element), truth)).toBeGreaterThan(0.85);
    expect(boxOf(badge).height).toBeCloseTo(24, 0);
    expect(readFromLeft(badge)).toBe('😊Happy90%');
    expect(said()).toEqual([]);
  });

  it.each(['rotate: 10deg', 'transform: scaleX(-1)'])(
    'is marked with the same badge where the page turns its root element: %s',
    async (turn) => {
      document.documentElement.style.cssText = turn;
      try {
        const { truth } = await show('', '');
        const [face] = drawnFaces();
        const [badge] = drawnBadges();
        if (!face || !badge) throw new Error('There is no badge.');
        expect(iou(boxOf(face), truth)).toBeGreaterThan(0.9);
        expect(boxOf(badge).height).toBeCloseTo(24, 0);
        expect(readFromLeft(badge)).toBe('😊Happy90%');
      } finally {
        document.documentElement.style.cssText = '';
      }
    },
  );

  it('is upright in a dialog over the page, whatever turns the box that the dialog stands in', async () => {
    const { image } = await show('rotate: 20deg', '');
    const dialog = document.createElement('dialog');
    image.replaceWith(dialog);
    dialog.append(image);
    dialog.showModal();
    const truth = () => within(boxOf(image), FACE);
    await vi.waitFor(() => expect(iou(boxOf(drawnFaces()[0] as Element), truth())).toBeGreaterThan(0.97));
  });

  it('is followed while it turns, and rests after it', async () => {
    const { image } = await show('', '');
    const turning = image.animate([{ rotate: '0deg' }, { rotate: '120deg' }], {
      duration: 500,
      fill: 'forwards',
    });
    await turning.finished;
    await vi.waitFor(async () => {
      const truth = magentaIn(await screenPixels(), { x: 0, y: 0, width: 800, height: 600 });
      expect(iou(boxOf(drawnFaces()[0] as Element), truth)).toBeGreaterThan(0.8);
    });
  });

  it('is not marked where its hidden back is turned to the person', async () => {
    const { image } = await show('perspective: 500px', 'backface-visibility: hidden');
    expect(drawnFaces()).toHaveLength(1);
    image.style.transform = 'rotateY(180deg)';
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(0));
    image.style.transform = 'rotateY(20deg)';
    await vi.waitFor(() => expect(drawnFaces()).toHaveLength(1));
  });

  it('is not marked where nobody can tell how it lies, and a person who asks hears so', async () => {
    await show('', "offset-path: path('M 0 0 L 100 40'); offset-distance: 50%");
    expect(drawnFaces()).toHaveLength(0);
    expect(said()).toEqual([expect.stringMatching(/cannot follow/)]);
  });
});
