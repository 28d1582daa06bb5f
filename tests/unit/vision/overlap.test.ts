import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { overlap } from '../../../src/vision/overlap.ts';

describe('overlap', () => {
  it('keeps the order of the items, whichever is done first', async () => {
    const delays = [20, 1, 10, 0];
    const results = await overlap(delays, 2, async (delay) => {
      await wait(delay);
      return delay;
    });
    expect(results).toEqual(delays);
  });

  it.each([1, 2, 3])('has %i under way at once, and no more', async (atOnce) => {
    let [underWay, most] = [0, 0];
    await overlap([0, 1, 2, 3, 4, 5], atOnce, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await wait(1);
      underWay -= 1;
    });
    expect(most).toBe(atOnce);
  });

  it('begins nothing after a failure, and waits for what is under way before it tells', async () => {
    const begun: number[] = [];
    const done: number[] = [];
    const work = overlap([0, 1, 2, 3], 2, async (item) => {
      begun.push(item);
      if (item === 0) throw new Error('The first failed.');
      await wait(10);
      done.push(item);
    });
    await expect(work).rejects.toThrow('The first failed.');
    expect(begun).toEqual([0, 1]);
    expect(done).toEqual([1]);
  });

  it('gives nothing for nothing', async () => {
    expect(await overlap([], 2, async () => 1)).toEqual([]);
  });
});
