/**
 * How a list is cut where it does not fill its batches. A backend on a GPU compiles its work and keeps memory for every shape that it
 * meets, so it should meet few: with `powers of two` the rest goes in ever smaller batches, and no place is wasted; with
 * `filled up` it goes in one, which `fillUp` brings to a power of two: fewer calls.
 */
export type BatchSizes = 'any' | 'powers of two' | 'filled up';

/**
 * Cuts a list into batches, largest first.
 *
 * @param most no batch is larger; a power of two
 */
export function batchesOf<Item>(
  items: readonly Item[],
  most: number,
  sizes: BatchSizes = 'powers of two',
): Item[][] {
  const batches: Item[][] = [];
  let start = 0;
  while (start < items.length) {
    const left = items.length - start;
    const size = Math.min(most, sizes === 'powers of two' ? 2 ** Math.floor(Math.log2(left)) : left);
    batches.push(items.slice(start, start + size));
    start += size;
  }
  return batches;
}

/** A batch whose last item is repeated until their number is a power of two. */
export function fillUp<Item>(batch: readonly Item[]): Item[] {
  const size = batch.length === 0 ? 0 : 2 ** Math.ceil(Math.log2(batch.length));
  return Array.from({ length: size }, (_, place) => batch[Math.min(place, batch.length - 1)] as Item);
}
