import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { bitmap, mount } from './support/bitmaps.ts';
import { faceAt } from './support/overlays.ts';
import { drawnFaces } from './support/roots.ts';
import { boxOf } from './support/screen.ts';
import { MIDDLE_FACE, type RunningSession, readingOf, startSession } from './support/sessions.ts';

const img = (hue: number, height = 300) =>
  `<img width="400" height="${height}" src="${bitmap(400, 300, MIDDLE_FACE, hue)}">`;

let running: RunningSession;

beforeEach(() => page.viewport(600, 400));
afterEach(() => {
  running.end();
  document.body.innerHTML = '';
  window.scrollTo(0, 0);
});

const pointedOut = () => drawnFaces().filter((face) => face.classList.contains('pointed-out'));

/** All three pictures are read where they are looked at once. */
async function readAll(): Promise<void> {
  for (const image of document.images) {
    image.scrollIntoView();
    await vi.waitFor(() => expect(running.asked.length).toBeGreaterThan([...document.images].indexOf(image)));
  }
  await vi.waitFor(() => expect(running.session.faceCount).toBe(4));
  window.scrollTo(0, 0);
}

describe('a face that is asked for', () => {
  beforeEach(async () => {
    await mount(`${img(0)}<div style="height:3000px"></div>${img(120)}${img(240, 2000)}`);
    const low = { ...MIDDLE_FACE, y: 0.75, height: 0.2 };
    const faces = [
      [faceAt(MIDDLE_FACE)],
      [faceAt(MIDDLE_FACE, 'anger')],
      [faceAt(MIDDLE_FACE, 'anger'), faceAt(low)],
    ];
    running = await startSession({}, (source) =>
      readingOf(
        faces[[...document.images].findIndex((image) => 'dataUrl' in source && image.src === source.dataUrl)],
      ),
    );
    await readAll();
  });

  it.each([
    ['happiness', 0, 0],
    ['anger', 0, 1],
    ['anger', 1, 2],
    ['happiness', 1, 2],
  ] as const)(
    'showing %s, number %i from the top, is brought into view and ringed',
    async (name, index, image) => {
      running.session.showFace({ expression: name, index });
      await vi.waitFor(() => expect(pointedOut()).toHaveLength(1));
      const [face] = pointedOut();
      const box = boxOf(face as Element);
      expect(face?.dataset.expression).toBe(name);
      expect(box.y + box.height / 2).toBeGreaterThan(0);
      expect(box.y + box.height / 2).toBeLessThan(400);
      const picture = boxOf(document.images[image] as Element);
      expect(box.y).toBeGreaterThanOrEqual(picture.y);
      expect(box.y + box.height).toBeLessThanOrEqual(picture.y + picture.height + 1);
    },
  );

  it('is nothing where there are not so many', () => {
    running.session.showFace({ expression: 'anger', index: 2 });
    expect(pointedOut()).toEqual([]);
    expect(window.scrollY).toBe(0);
  });
});

describe('the number of faces', () => {
  it('is told when it has changed, and when reading is switched off', async () => {
    await mount(img(0));
    running = await startSession({}, () => readingOf([faceAt(MIDDLE_FACE), faceAt(MIDDLE_FACE)]));
    await vi.waitFor(() => expect(running.changes).toEqual([2]));
    running.set({ enabled: false });
    await vi.waitFor(() => expect(running.changes).toEqual([2, 0]));
  });
});
