import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PassingFrames } from '../../../src/page/passing-frames.ts';
import type { Picture } from '../../../src/page/picture.ts';

let end = new AbortController();
const place = () => ({ content: { x: 0, y: 0, width: 100, height: 100 } }) as ReturnType<Picture['place']>;
const never = () => Promise.reject(new Error('Nobody asks.'));
const picture: Picture = {
  element: document.body,
  address: 'a',
  width: 100,
  height: 100,
  pixels: never,
  pixelsFromPage: never,
  place,
};

function watched(passed = () => true) {
  end = new AbortController();
  const pointedAt = vi.fn();
  return { frames: new PassingFrames({ passed, pointedAt }, end.signal), pointedAt };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

it('a frame passes after four seconds, and not while somebody looks into it', () => {
  let isLookedInto = true;
  const { frames } = watched(() => !isLookedInto);
  frames.hold(picture, true);
  vi.advanceTimersByTime(6000);
  expect(frames.hasPassed(picture)).toBe(false);
  isLookedInto = false;
  vi.advanceTimersByTime(1000);
  expect(frames.hasPassed(picture)).toBe(true);
  frames.hold(picture, true);
  expect(frames.hasPassed(picture)).toBe(false);
});

it('what shows no face three times in a row is left alone', () => {
  const { frames } = watched();
  for (const hasFaces of [false, true, false, false]) {
    frames.hold(picture, hasFaces);
    vi.advanceTimersByTime(4000);
    expect(frames.hasPassed(picture)).toBe(true);
  }
  frames.hold(picture, false);
  vi.advanceTimersByTime(60_000);
  expect(frames.hasPassed(picture)).toBe(false);
});

it('a page that makes up pointers has nothing read', () => {
  const { frames, pointedAt } = watched();
  frames.hold(picture, true);
  vi.advanceTimersByTime(4000);
  document.body.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, clientX: 50, clientY: 50 }));
  expect(pointedAt).not.toHaveBeenCalled();
});
