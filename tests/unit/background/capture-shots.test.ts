import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SharedShots } from '../../../src/background/capture-shots.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function camera() {
  const taken: { key: string; at: number }[] = [];
  const shots = new SharedShots(async (key: string) => {
    taken.push({ key, at: performance.now() });
    return `${key} ${taken.length}`;
  });
  return { shots, taken };
}

it('one shot serves all who ask before it is taken', async () => {
  const { shots, taken } = camera();
  const first = shots.next('tab');
  await first;
  const [second, third] = [shots.next('tab'), shots.next('tab')];
  await vi.runAllTimersAsync();
  expect(await second).toBe(await third);
  expect(taken).toHaveLength(2);
});

it('no second holds more than two shots, whoever asks for whatever', async () => {
  const { shots, taken } = camera();
  for (let count = 0; count < 10; count += 1) void shots.next(`tab ${count}`);
  await vi.runAllTimersAsync();
  expect(taken).toHaveLength(10);
  taken.forEach(({ at }, index) => {
    const inSecond = taken.filter((other) => other.at >= at && other.at < at + 1000);
    expect(inSecond.length, `from shot ${index}`).toBeLessThanOrEqual(2);
  });
});

it('a shot that fails is told to those who asked for it, and to no one after them', async () => {
  let count = 0;
  const shots = new SharedShots(async () => {
    count += 1;
    if (count === 1) throw new Error('The tab is closed.');
    return count;
  });
  await expect(shots.next('tab')).rejects.toThrow('The tab is closed.');
  const second = shots.next('tab');
  await vi.runAllTimersAsync();
  expect(await second).toBe(2);
});
