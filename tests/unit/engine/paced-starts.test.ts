import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PacedStarts } from '../../../src/engine/paced-starts.ts';

const PACE = 8;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Begins so many, and tells which have begun. */
function begun(starts: PacedStarts, count: number) {
  const letNext: (() => void)[] = [];
  for (let i = 0; i < count; i++) void starts.begin().then((next) => letNext.push(next));
  return letNext;
}

it('lets the first begin at once and the others wait', async () => {
  const letNext = begun(new PacedStarts(PACE), 3);
  await vi.advanceTimersByTimeAsync(0);
  expect(letNext).toHaveLength(1);
});

it('lets the next begin when the one before says so', async () => {
  const letNext = begun(new PacedStarts(PACE), 3);
  await vi.advanceTimersByTimeAsync(0);
  letNext[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(letNext).toHaveLength(2);
});

it('lets the next begin after its time where the one before says nothing', async () => {
  const letNext = begun(new PacedStarts(PACE), 3);
  await vi.advanceTimersByTimeAsync(PACE - 1);
  expect(letNext).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(letNext).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(PACE);
  expect(letNext).toHaveLength(3);
});

it('counts the time of each from its own beginning, and leaves no timer behind', async () => {
  const letNext = begun(new PacedStarts(PACE), 3);
  await vi.advanceTimersByTimeAsync(PACE / 2);
  letNext[0]?.();
  await vi.advanceTimersByTimeAsync(PACE - 1);
  expect(letNext).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(letNext).toHaveLength(3);
  letNext[2]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('lets one begin at once after a rest', async () => {
  const starts = new PacedStarts(PACE);
  begun(starts, 1);
  await vi.advanceTimersByTimeAsync(PACE);
  const letNext = begun(starts, 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(letNext).toHaveLength(1);
});
