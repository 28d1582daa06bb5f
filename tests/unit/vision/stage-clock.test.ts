import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StageClock } from '../../../src/vision/stage-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const takes = (milliseconds: number) => async () => {
  vi.advanceTimersByTime(milliseconds);
  return milliseconds;
};

it('adds up what each stage takes, and shares it among the pictures', async () => {
  const clock = new StageClock();
  expect(clock.share(1)).toEqual({ detect: 0, align: 0, classify: 0 });
  expect(await clock.time('detect', takes(30))).toBe(30);
  await clock.time('align', takes(8));
  await clock.time('detect', takes(10));
  await clock.time('classify', takes(2));
  expect(clock.share(2)).toEqual({ detect: 20, align: 4, classify: 1 });
});

it('counts what fails, too', async () => {
  const clock = new StageClock();
  const fails = async () => {
    vi.advanceTimersByTime(5);
    throw new Error('no');
  };
  await expect(clock.time('align', fails)).rejects.toThrow('no');
  expect(clock.share(1).align).toBe(5);
});
