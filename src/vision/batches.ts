/**
 * Cuts a list into batches whose sizes are powers of two, largest first. A GPU backend compiles and keeps memory for
 * every shape that it meets: so it meets few, and no place in a batch is wasted.
 *
 * @param most no batch is larger; a power of two
 */
export function batchesOf<Item>(items: readonly Item[], most: number): Item[][] {
  const batches: Item[][] = [];
  let start = 0;
  while (start < items.length) {
    const size = Math.min(most, 2 ** Math.floor(Math.log2(items.length - start)));
    batches.push(items.slice(start, start + size));
    start += size;
  }
  return batches;
}
