/**
 * Cuts a list into batches, largest first.
 *
 * @param most no batch is larger; a power of two
 * @param sizes `powers of two` where the backend compiles and keeps memory for every shape that it meets, as on a GPU: so it
 * meets few, and no place in a batch is wasted
 */
export function batchesOf<Item>(
  items: readonly Item[],
  most: number,
  sizes: 'any' | 'powers of two' = 'powers of two',
): Item[][] {
  const batches: Item[][] = [];
  let start = 0;
  while (start < items.length) {
    const left = items.length - start;
    const size = Math.min(most, sizes === 'any' ? left : 2 ** Math.floor(Math.log2(left)));
    batches.push(items.slice(start, start + size));
    start += size;
  }
  return batches;
}
