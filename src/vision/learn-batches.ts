import type { BatchRules } from './batch-limits.ts';

/** A size whose first run takes more milliseconds than this is the last one: whoever asks meanwhile waits for it. */
export const SLOW_STEP = 1000;
/** Each size is timed so often, by turns with one item: a GPU at rest is slow at first, and other programs draw too. */
const TURNS = 2;

/**
 * Tries one size of a batch after the other, so that all that will be used are compiled, and learns from them which are best. One
 * item alone is taken to be compiled. A step ends at each `yield`; no more than begun need be done.
 *
 * Filling a batch up adds almost as many items again at the worst (five become eight) and saves a second call. Where the time
 * of a call grows evenly with its items, n of them have to take less than 3 - 2/n times as long as one for that to
 * pay, whatever their number.
 *
 * @param run one batch of so many blank items, until its results are back
 * @param rules those of a GPU of which nothing is known; they stay where no size up to `rules.most` pays
 * @param widest no larger size is tried; a power of two
 */
export async function* learnBatches(
  run: (size: number) => Promise<unknown>,
  rules: BatchRules,
  widest: number,
): AsyncGenerator<void, BatchRules, void> {
  let most = 0;
  for (let size = 2; size <= widest; size *= 2) {
    if ((await timed(() => run(size))) > SLOW_STEP) break;
    const { one, all } = await compare(run, size);
    const pays = all < (3 - 2 / size) * one;
    if (pays) most = size;
    else if (size >= rules.most) break;
    yield;
  }
  return most >= rules.most ? { ...rules, most, sizes: 'filled up' } : rules;
}

/** The least time of one item and of so many in a batch, in milliseconds, once both are compiled. */
async function compare(
  run: (size: number) => Promise<unknown>,
  size: number,
): Promise<{ one: number; all: number }> {
  const least = { one: Number.POSITIVE_INFINITY, all: Number.POSITIVE_INFINITY };
  for (let turn = 0; turn < TURNS; turn++) {
    least.one = Math.min(least.one, await timed(() => run(1)));
    least.all = Math.min(least.all, await timed(() => run(size)));
  }
  return least;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
