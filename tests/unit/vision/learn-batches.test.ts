import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BatchRules } from '../../../src/vision/batch-limits.ts';
import { learnBatches, SLOW_STEP } from '../../../src/vision/learn-batches.ts';

const RULES: BatchRules = { most: 4, sizes: 'powers of two', atOnce: 2 };

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());

/** A GPU on which a call takes so many milliseconds, and each item in it so many more. */
function gpu({ call = 0, item = 0, compile = 0, disturbed = () => 0 }) {
  const compiled = new Set([1]);
  return async (size: number) => {
    const first = compiled.has(size) ? 0 : compile;
    compiled.add(size);
    vi.advanceTimersByTime(call + item * size + first + disturbed());
  };
}

/** What is learned, and the sizes that were tried. */
async function learn(run: (size: number) => Promise<void>, widest: number, rules = RULES) {
  const sizes = new Set<number>();
  const noted = (size: number) => {
    sizes.add(size);
    return run(size);
  };
  const steps = learnBatches(noted, rules, widest);
  let pauses = 0;
  for (;;) {
    const step = await steps.next();
    if (step.done) return { rules: step.value, sizes: [...sizes].sort((a, b) => a - b), pauses };
    pauses += 1;
  }
}

it('fills up the largest batches where one item leaves the GPU idle', async () => {
  const { rules, sizes, pauses } = await learn(gpu({ call: 50, item: 1, compile: 80 }), 32);
  expect(rules).toEqual({ most: 32, sizes: 'filled up', atOnce: 2 });
  expect(sizes).toEqual([1, 2, 4, 8, 16, 32]);
  expect(pauses).toBe(5);
});

it('fills up where no larger batches are to be tried, too', async () => {
  const { rules } = await learn(gpu({ call: 50, item: 1 }), RULES.most);
  expect(rules).toEqual({ most: 4, sizes: 'filled up', atOnce: 2 });
});

it('leaves a GPU that one item fills as it was, and compiles only what it will use', async () => {
  const { rules, sizes } = await learn(gpu({ call: 1, item: 10, compile: 80 }), 64);
  expect(rules).toBe(RULES);
  expect(sizes).toEqual([1, 2, 4]);
});

it('goes no further than a batch saves more than its empty places cost', async () => {
  // Eight: 19 of at most 2.75 x 12. Sixteen: 27 of at most 2.875 x 12. Thirty-two: 43, more than 2.94 x 12.
  const { rules, sizes } = await learn(gpu({ call: 11, item: 1 }), 64);
  expect(rules.most).toBe(16);
  expect(sizes.at(-1)).toBe(32);
});

it.each([
  { what: 'five in a batch of eight', call: 30, item: 10, most: 4 },
  { what: 'five in a batch of eight, a little faster', call: 32, item: 10, most: 8 },
])('knows when $what cost as much as four and one', async ({ call, item, most }) => {
  const { rules } = await learn(gpu({ call, item }), 8);
  expect(rules.most).toBe(most);
});

it('is not misled by a size that another program slowed down, nor by a GPU that wakes up', async () => {
  let calls = 0;
  const disturbed = () => (calls++ < 2 ? 100 : 0);
  const { rules } = await learn(gpu({ call: 50, item: 1, disturbed }), 8);
  expect(rules.most).toBe(8);
});

it('ends with a size that takes too long to compile', async () => {
  const { rules, sizes } = await learn(gpu({ call: 5, item: 0.1, compile: SLOW_STEP }), 64);
  expect(rules).toBe(RULES);
  expect(sizes).toEqual([2]);
});
