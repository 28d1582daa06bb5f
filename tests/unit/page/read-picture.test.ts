import { describe, expect, it, vi } from 'vitest';
import type { ImageSource, ReadOutcome } from '../../../src/messaging/protocol.ts';
import { readPicture } from '../../../src/page/read-picture.ts';
import { picture, reading } from './support/fakes.ts';

const forEver = new AbortController().signal;
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
    expect(await readPicture(picture('https://a.test/'), client, 'near', forEver).outcome).toEqual(reading());
    expect(client.asked).toEqual(['address']);
  });

  it('is read once more by the pixels that the page has, where the engine is refused', async () => {
    const client = clientOf((source) => (source.kind === 'bytes' ? reading() : refused));
    expect(await readPicture(picture('https://a.test/'), client, 'near', forEver).outcome).toEqual(reading());
    expect(client.asked).toEqual(['address', 'bytes']);
  });

  it('keeps the first reason where the page has no pixels to give either', async () => {
    const client = clientOf(() => refused);
    const shown = { ...picture('https://a.test/'), pixelsFromPage: () => Promise.reject(new Error('No.')) };
    expect(await readPicture(shown, client, 'near', forEver).outcome).toEqual(refused);
    expect(client.asked).toEqual(['address']);
  });

  it('is not tried another way where the picture itself is at fault', async () => {
    const client = clientOf(() => ({ ok: false, failure: 'not-an-image', reason: 'This is no image.' }));
    const outcome = await readPicture(picture('https://a.test/'), client, 'near', forEver).outcome;
    expect(outcome).toMatchObject({ failure: 'not-an-image' });
    expect(client.asked).toEqual(['address']);
  });

  it('says why it has no pixels at all', async () => {
    const client = clientOf(() => reading());
    const shown = { ...picture('blob:x'), pixels: () => Promise.reject(new Error('It is too large.')) };
    const outcome = await readPicture(shown, client, 'near', forEver).outcome;
    expect(outcome).toMatchObject({ ok: false, reason: 'It is too large.' });
  });
});
