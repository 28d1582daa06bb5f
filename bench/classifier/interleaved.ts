/** A piece of work on one face or many; resolves when its result has been read back. */
export type Work = () => Promise<unknown>;

/** Medians over all rounds. */
export interface Comparison {
  /** Milliseconds of one run of each. */
  readonly ours: number;
  readonly theirs: number;
  /** Of the two times of the same round, ours over theirs: what slows a whole round down leaves it alone. */
  readonly ratio: number;
}

const WARM_UPS = 2;

/**
 * Times two pieces of work in turns, so that a machine that is busy for a while is busy for both. Which goes first
 * changes from round to round.
 *
 * @param rounds how many pairs are timed
 * @param now the clock, in milliseconds
 */
export async function compareInterleaved(
  ours: Work,
  theirs: Work,
  rounds: number,
  now: () => number = () => performance.now(),
): Promise<Comparison> {
  const timed = async (work: Work): Promise<number> => {
    const start = now();
    await work();
    return now() - start;
  };
  for (let round = 0; round < WARM_UPS; round++) {
    await ours();
    await theirs();
  }
  const pairs: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const first = await timed(round % 2 === 0 ? ours : theirs);
    const second = await timed(round % 2 === 0 ? theirs : ours);
    pairs.push(round % 2 === 0 ? { ours: first, theirs: second } : { ours: second, theirs: first });
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  };
}

/** The middle of the values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}
