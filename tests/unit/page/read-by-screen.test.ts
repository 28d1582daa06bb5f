import { describe, expect, it, vi } from 'vitest';
import type { ScreenReader } from '../../../src/page/capture/screen-reader.ts';
import { screenReading } from '../../../src/page/read-by-screen.ts';
import { picture, reading } from './support/fakes.ts';

const forEver = new AbortController().signal;
const shown = picture('https://a.test/');

function readerOf() {
  const reprioritize = vi.fn();
  const read = vi.fn<ScreenReader['read']>(() => ({ outcome: Promise.resolve(reading()), reprioritize }));
  return { read } as unknown as ScreenReader & { read: typeof read };
}

describe('a reading from the screen', () => {
  it('fetches what captures it once, when it is first needed', async () => {
    const fetch = vi.fn(async () => readerOf());
    const byScreen = screenReading(fetch);
    expect(fetch).not.toHaveBeenCalled();
    const outcomes = [byScreen(shown, 'near', forEver), byScreen(shown, 'near', forEver)];
    expect(await Promise.all(outcomes.map(({ outcome }) => outcome))).toEqual([reading(), reading()]);
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('says why where that cannot be brought, and tries again the next time', async () => {
    const fetch = vi.fn(async () => readerOf()).mockRejectedValueOnce(new Error('The page has no room.'));
    const byScreen = screenReading(fetch);
    expect(await byScreen(shown, 'near', forEver).outcome).toMatchObject({
      ok: false,
      failure: 'not-capturable',
      reason: 'The page has no room.',
    });
    expect(await byScreen(shown, 'near', forEver).outcome).toEqual(reading());
  });

  it('is wanted as it is by the time it begins, and not begun where nobody waits any more', async () => {
    const reader = readerOf();
    const byScreen = screenReading(async () => reader);
    const running = byScreen(shown, 'near', forEver);
    running.reprioritize('asked');
    await running.outcome;
    expect(reader.read).toHaveBeenCalledExactlyOnceWith(shown, 'asked', forEver);
    expect(await byScreen(shown, 'near', AbortSignal.abort()).outcome).toMatchObject({
      failure: 'cancelled',
    });
    expect(reader.read).toHaveBeenCalledOnce();
  });
});
