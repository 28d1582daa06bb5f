import { describe, expect, it } from 'vitest';
import { meanOfLooks, unsureRows } from '../../../src/vision/second-look.ts';

describe('a second look', () => {
  it('is for faces whose highest probability is below the threshold', () => {
    const rows = [
      [0.7, 0.3],
      [0.5, 0.5],
      [0.36, 0.64],
    ];
    expect(unsureRows(rows, 0.65)).toEqual([1, 2]);
    expect(unsureRows(rows, 0)).toEqual([]);
  });

  it('counts as much as the first, in logits', () => {
    const softmax = (logits: number[]) => {
      const raised = logits.map(Math.exp);
      return raised.map((value) => value / raised.reduce((sum, each) => sum + each, 0));
    };
    const mean = meanOfLooks(softmax([1, 0.5, -2]), softmax([-1, 2.5, 0]));
    for (const [label, value] of softmax([0, 1.5, -1]).entries()) expect(mean[label]).toBeCloseTo(value, 6);
  });

  it('may rule an expression out', () => {
    expect(meanOfLooks([0.5, 0.5, 0], [0.5, 0.5, 0])).toEqual([0.5, 0.5, 0]);
  });
});
