import { describe, expect, it, vi } from 'vitest';
import type { ImageSource, ReadOutcome, ReadPriority } from '../../../src/messaging/protocol.ts';
import { CaptureRefusal } from '../../../src/page/capture/capture-refusal.ts';
import { readCaptured } from '../../../src/page/capture/read-captured.ts';
import type { Picture } from '../../../src/page/picture.ts';
import type { ReadByScreen } from '../../../src/page/read-by-screen.ts';
import { readPicture } from '../../../src/page/read-picture.ts';
import { picture, reading } from './support/fakes.ts';

type Camera = Parameters<typeof readCaptured>[1];

/** Has a picture read with a camera that is there at once. */
function read(
  shown: Picture,
  client: ReturnType<typeof clientOf>,
  camera: Camera,
  priority: ReadPriority,
  signal: AbortSignal,
) {
  const byScreen: ReadByScreen = (...asked) => readCaptured(asked[0], camera, client, asked[1], asked[2]);
  return readPicture(shown, client, byScreen, priority, signal);
}

const forEver = new AbortController().signal;
/** A camera before which there is nothing. */
const camera = { captureOf: () => Promise.reject(new Error('The tab could not be captured.')) };
/** A camera that sees the right half of every picture. */
const halfCamera = {
  captureOf: async () => ({
    source: { kind: 'captured', id: 'a piece' } as const,
    part: { x: 0.5, y: 0, width: 0.5, height: 1 },
    isPartial: false,
  }),
};
const refused: ReadOutcome = { ok: false, failure: 'http', reason: 'The image could not be loaded: 403' };

function clientOf(answer: (source: ImageSource) => ReadOutcome) {
  const asked: ImageSource['kind'][] = [];
  const reprioritize = vi.fn();
  const read = (source: ImageSource) => {
    asked.push(source.kind);
    return { outcome: Promise.resolve(answer(source)), reprioritize };
  };
  return { read, asked, reprioritize };
}

describe('one picture', () => {
  it('is read by its address', async () => {
    const client = clientOf(() => reading());
    expect(await read(picture('https://a.test/'), client, camera, 'near', forEver).outcome).toEqual(
      reading(),
    );
    expect(client.asked).toEqual(['address']);
  });

  it('is read once more by the pixels that the page has, where the engine is refused', async () => {
    const client = clientOf((source) => (source.kind === 'bytes' ? reading() : refused));
    expect(await read(picture('https://a.test/'), client, camera, 'near', forEver).outcome).toEqual(
      reading(),
    );
    expect(client.asked).toEqual(['address', 'bytes']);
  });

  it('is read as the screen shows it where the page has no pixels to give either', async () => {
    const client = clientOf((source) => (source.kind === 'captured' ? reading() : refused));
    const shown = { ...picture('https://a.test/'), pixelsFromPage: () => Promise.reject(new Error('No.')) };
    const outcome = await read(shown, client, halfCamera, 'visible', forEver).outcome;
    expect(client.asked).toEqual(['address', 'captured']);
    // The face in the middle of the piece lies in the middle of the picture's right half.
    expect(outcome).toMatchObject({
      ok: true,
      reading: { width: 640, height: 480, faces: [{ box: { x: 0.625, y: 0.25, width: 0.25, height: 0.5 } }] },
    });
  });

  const animated = (faces: Parameters<typeof reading>[0]): ReadOutcome => {
    const outcome = reading(faces);
    return outcome.ok ? { ok: true, reading: { ...outcome.reading, isAnimated: true } } : outcome;
  };

  it('is read as the screen shows it where it is animated and on show, and is known to be one frame', async () => {
    const client = clientOf((source) => (source.kind === 'captured' ? reading() : animated([])));
    const outcome = await read(picture('https://a.test/'), client, halfCamera, 'visible', forEver).outcome;
    expect(client.asked).toEqual(['address', 'captured']);
    expect(outcome).toMatchObject({
      ok: true,
      reading: { isAnimated: true, faces: [{ box: { x: 0.625 } }] },
    });
  });

  it('is not captured where it is small and moves, and shows no face at first', async () => {
    const client = clientOf(() => animated([]));
    const small = picture('https://a.test/', { width: 64, height: 64 });
    const outcome = await read(small, client, halfCamera, 'visible', forEver).outcome;
    expect(client.asked).toEqual(['address']);
    expect(outcome).toMatchObject({ ok: true, reading: { faces: [], isAnimated: false } });
  });

  it('is not read yet where it is animated and not on show', async () => {
    const client = clientOf(() => animated([]));
    const outcome = await read(picture('https://a.test/'), client, halfCamera, 'near', forEver).outcome;
    expect([client.asked, outcome]).toEqual([
      ['address'],
      expect.objectContaining({ ok: false, failure: 'cancelled' }),
    ]);
  });

  it('shows the first frame of an animated one that can never be captured', async () => {
    const client = clientOf(() => animated(undefined));
    const outcome = await read(picture('https://a.test/'), client, camera, 'visible', forEver).outcome;
    expect(outcome).toEqual(animated(undefined));
  });

  it('is read as the screen shows it where its canvas is tainted', async () => {
    const client = clientOf(() => reading());
    const tainted = { ...picture('blob:x'), pixels: () => Promise.reject(new Error('No.')) };
    expect(await read(tainted, client, halfCamera, 'visible', forEver).outcome).toMatchObject({
      ok: true,
    });
    expect(client.asked).toEqual(['captured']);
  });

  it('says both reasons where the screen does not help either', async () => {
    const client = clientOf(() => refused);
    const shown = { ...picture('https://a.test/'), pixelsFromPage: () => Promise.reject(new Error('No.')) };
    expect(await read(shown, client, camera, 'near', forEver).outcome).toEqual({
      ...refused,
      reason: 'The image could not be loaded: 403 The tab could not be captured.',
    });
    expect(client.asked).toEqual(['address']);
  });

  it('counts as not waited for where it is not in view, unless the person asked', async () => {
    const client = clientOf(() => refused);
    const shown = { ...picture('https://a.test/'), pixelsFromPage: () => Promise.reject(new Error('No.')) };
    const blind = { captureOf: () => Promise.reject(new CaptureRefusal('It is not in view.', true)) };
    const outcomeFor = (priority: 'near' | 'asked') => read(shown, client, blind, priority, forEver).outcome;
    expect(await outcomeFor('near')).toMatchObject({ failure: 'cancelled' });
    expect(await outcomeFor('asked')).toMatchObject({
      failure: 'http',
      reason: expect.stringContaining('view'),
    });
  });

  it('is not tried another way where the picture itself is at fault', async () => {
    const client = clientOf(() => ({ ok: false, failure: 'not-an-image', reason: 'This is no image.' }));
    const outcome = await read(picture('https://a.test/'), client, camera, 'near', forEver).outcome;
    expect(outcome).toMatchObject({ failure: 'not-an-image' });
    expect(client.asked).toEqual(['address']);
  });

  it('says why it has no pixels at all', async () => {
    const client = clientOf(() => reading());
    const shown = { ...picture('blob:x'), pixels: () => Promise.reject(new Error('It is too large.')) };
    const outcome = await read(shown, client, camera, 'near', forEver).outcome;
    expect(outcome).toMatchObject({ ok: false, reason: 'It is too large. The tab could not be captured.' });
  });
});
