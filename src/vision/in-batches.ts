import type { BatchRules } from './batch-limits.ts';
import { batchesOf, fillUp } from './batches.ts';
import { overlap } from './overlap.ts';

/**
 * Works on a list in batches.
 *
 * @param work gives one result for each item of its batch
 * @returns one result for each item, in their order
 */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  { most, sizes, atOnce }: BatchRules,
  work: (batch: readonly Item[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const results = await overlap(batchesOf(items, most, sizes), atOnce, async (batch) => {
    const done = await work(sizes === 'filled up' ? fillUp(batch) : batch);
    return done.slice(0, batch.length);
  });
  return results.flat();
}
