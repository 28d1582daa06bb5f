import { describe, expect, it } from 'vitest';
import { compareInterleaved, median } from '../../../bench/classifier/interleaved.ts';

describe('the median', () => {
  it('is the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
  });
});

describe('two pieces of work side by side', () => {
  it('take turns, and who goes first changes', async () => {
    const order: string[] = [];
    const note = (name: string) => async () => void order.push(name);
    await compareInterleaved(note('ours'), note('theirs'), 3);
    expect(order.slice(-6).join(' ')).toBe('ours theirs theirs ours ours theirs');
  });

  it('are compared round by round, so that a slow round counts no more than a quick one', async () => {
    let clock = 0;
    const lasting = (...milliseconds: number[]) => {
      let run = 0;
      return async () => {
        clock += milliseconds[run] ?? 0;
        run += 1;
      };
    };
    // Two runs to warm up, then three rounds, the second on a machine ten times as slow.
    const ours = lasting(99, 99, 2, 20, 2);
    const theirs = lasting(99, 99, 4, 40, 4);
    const result = await compareInterleaved(ours, theirs, 3, () => clock);
    expect(result).toEqual({ ours: 2, theirs: 4, ratio: 0.5 });
  });
});
