/**
 * Works on the items in their order, so many at once: while one waits for the GPU, the next is prepared. Where one fails no more
 * are begun, and those under way are waited for, since what they work on is the caller's again afterwards.
 *
 * @param atOnce at least one
 * @returns what became of each item, in the order of the items
 * @throws what the first that failed threw
 */
export async function overlap<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: unknown[] = [];
  const waiting = [...items.entries()];
  const runner = async () => {
    for (let next = waiting.shift(); next && failures.length === 0; next = waiting.shift()) {
      const [place, item] = next;
      try {
        results[place] = await work(item);
      } catch (failure) {
        failures.push(failure);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
  if (failures.length > 0) throw failures[0];
  return results;
}
