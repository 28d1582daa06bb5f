import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Picture } from '../../../src/page/picture.ts';
import { PostponedPictures } from '../../../src/page/postponed-pictures.ts';

const [one, other] = [{}, {}] as [Picture, Picture];

let end = new AbortController();
let again: readonly Picture[][] = [];
let postponed: PostponedPictures;

const tried = () => {
  const before = again;
  again = [];
  return before;
};
const scrollEnds = () => document.dispatchEvent(new Event('scrollend'));

beforeEach(() => {
  vi.useFakeTimers();
  end = new AbortController();
  again = [];
  postponed = new PostponedPictures((pictures) => {
    again = [...again, [...pictures]];
  }, end.signal);
});
afterEach(() => {
  end.abort();
  vi.useRealTimers();
});

it('what could not be read just now is tried three times, each time later', () => {
  for (const pause of [1000, 2000, 4000]) {
    postponed.add(one);
    vi.advanceTimersByTime(pause - 1);
    expect(tried()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(tried()).toEqual([[one]]);
  }
  postponed.add(one);
  vi.advanceTimersByTime(600_000);
  expect(tried()).toEqual([]);
  scrollEnds();
  expect(tried()).toEqual([[one]]);
});

it('all that wait are tried when something has been scrolled, once', () => {
  postponed.addUntilScrolled(one);
  postponed.add(other);
  scrollEnds();
  expect(tried()).toEqual([[one, other]]);
  vi.advanceTimersByTime(60_000);
  scrollEnds();
  expect(tried().flat()).toEqual([]);
});

it('what has been read, or is gone, is not tried; and nothing after the end', () => {
  postponed.add(one);
  postponed.add(other);
  postponed.forget(one);
  vi.advanceTimersByTime(1000);
  expect(tried()).toEqual([[other]]);
  postponed.add(one);
  end.abort();
  vi.advanceTimersByTime(60_000);
  scrollEnds();
  expect(tried()).toEqual([]);
});
