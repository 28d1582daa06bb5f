import { expect, it, vi } from 'vitest';
import { fetchFromShelf, layOnShelf, type PageParts } from '../../../src/page/on-demand.ts';

const Part = class {} as unknown as PageParts['live-video'];

it('asks again for a part where the background is stopped in the middle of bringing it, and no more once it is there', async () => {
  const bring = vi.fn(async () => {
    if (bring.mock.calls.length < 3) throw new Error('The message channel closed.');
    layOnShelf('live-video', Part);
  });
  const { signal } = new AbortController();
  expect(await fetchFromShelf('live-video', bring, signal)).toBe(Part);
  expect(await fetchFromShelf('live-video', bring, signal)).toBe(Part);
  expect(bring).toHaveBeenCalledTimes(3);
});

it('gives up after a few attempts, and at once where nobody waits any more', async () => {
  const bring = vi.fn(() => Promise.reject(new Error('Nobody is there.')));
  await expect(fetchFromShelf('screen-reader', bring, AbortSignal.abort())).rejects.toThrow(
    'Nobody is there.',
  );
  expect(bring).toHaveBeenCalledTimes(1);
  await expect(fetchFromShelf('screen-reader', bring, new AbortController().signal)).rejects.toThrow(
    'Nobody is there.',
  );
  expect(bring).toHaveBeenCalledTimes(5);
});
