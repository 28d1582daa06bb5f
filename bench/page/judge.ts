import type { ChurnCost } from './churn-scenario.ts';
import type { GalleryCost } from './gallery-scenario.ts';
import { median } from './statistics.ts';

export interface Measured {
  readonly gallery: GalleryCost;
  readonly churn: ChurnCost;
}

export interface Round {
  readonly bare: Measured;
  readonly mien: Measured;
}

/** One line of the report: medians over the rounds. */
export interface Row {
  readonly what: string;
  readonly bare: number;
  readonly mien: number;
  readonly ratio: number | undefined;
  readonly bound: string;
  /** Whether the bound is kept; undefined where there is none. */
  readonly holds: boolean | undefined;
}

interface Bound {
  readonly most?: number;
  readonly least?: number;
  /** What is held to the bound: Mien's figure, its ratio to the bare page's, or what it adds to that. */
  readonly of: 'mien' | 'ratio' | 'difference';
}

interface Line {
  readonly what: string;
  readonly read: (measured: Measured) => number;
  readonly bound?: Bound;
}

const LINES: readonly Line[] = [
  {
    what: 'arrival: content script until idle, ms',
    read: ({ gallery }) => gallery.arrival.script,
    bound: { most: 150, of: 'mien' },
  },
  {
    what: 'visit: content script until all 1,000 are read, ms',
    read: ({ gallery }) => gallery.visit.script,
    bound: { most: 150, of: 'mien' },
  },
  { what: 'visit: the same by the clock, ms', read: ({ gallery }) => gallery.visit.scriptByClock },
  {
    what: 'visit: most content script in a task, ms',
    read: ({ gallery }) => gallery.visit.longestScript,
    bound: { most: 30, of: 'mien' },
  },
  { what: 'visit: longest task of all, ms', read: ({ gallery }) => gallery.visit.longestTask },
  { what: 'visit: main thread, ms', read: ({ gallery }) => gallery.visit.busy },
  { what: 'visit: style and layout, ms', read: ({ gallery }) => gallery.visit.layout },
  { what: 'visit: painting, ms', read: ({ gallery }) => gallery.visit.paint },
  { what: 'visit: intersections, ms', read: ({ gallery }) => gallery.visit.intersections },
  { what: 'heap, MB', read: ({ gallery }) => gallery.heap, bound: { most: 15, of: 'difference' } },
  {
    what: 'scroll: frames a second',
    read: ({ gallery }) => gallery.frames,
    bound: { least: 0.95, of: 'ratio' },
  },
  { what: 'scroll: content script, ms', read: ({ gallery }) => gallery.scroll.script },
  { what: 'scroll: main thread, ms', read: ({ gallery }) => gallery.scroll.busy },
  { what: 'storm: images added a second', read: ({ churn }) => churn.added },
  { what: 'storm: answer to the pointer, ms', read: ({ churn }) => churn.inputMedian },
  { what: 'storm: answer, 95th of 100, ms', read: ({ churn }) => churn.inputWorst },
  { what: 'storm: from frame to frame, ms', read: ({ churn }) => churn.frameMedian },
  { what: 'storm: frame, 95th of 100, ms', read: ({ churn }) => churn.frameWorst },
  { what: 'storm: content script, ms a second', read: ({ churn }) => churn.main.script },
  {
    what: 'storm: most content script in a task, ms',
    read: ({ churn }) => churn.main.longestScript,
    bound: { most: 30, of: 'mien' },
  },
  { what: 'storm: main thread, ms a second', read: ({ churn }) => churn.main.busy },
];

function keeps(bound: Bound, bare: number, mien: number): boolean {
  const value = { mien, ratio: mien / bare, difference: mien - bare }[bound.of];
  return (
    value >= (bound.least ?? Number.NEGATIVE_INFINITY) && value <= (bound.most ?? Number.POSITIVE_INFINITY)
  );
}

function words({ most, least, of }: Bound): string {
  const limit = most === undefined ? `at least ${least}` : `at most ${most}`;
  return { mien: limit, ratio: `ratio ${limit}`, difference: `${limit} more` }[of];
}

function rounded(value: number): number {
  return Number(value.toFixed(value < 10 ? 2 : 1));
}

function rowOf(what: string, bare: number, mien: number, bound: Bound | undefined): Row {
  return {
    what,
    bare: rounded(bare),
    mien: rounded(mien),
    ratio: bare > 0 ? rounded(mien / bare) : undefined,
    bound: bound === undefined ? '' : words(bound),
    holds: bound === undefined ? undefined : keeps(bound, bare, mien),
  };
}

/** @param gzipped the size of the content script in kilobytes of 1000 bytes */
export function judge(rounds: readonly Round[], gzipped: number): Row[] {
  const rows = LINES.map(({ what, read, bound }) => {
    const of = (side: keyof Round) => median(rounds.map((round) => read(round[side])));
    return rowOf(what, of('bare'), of('mien'), bound);
  });
  return [...rows, rowOf('content script, kB gzipped', 0, gzipped, { most: 40, of: 'mien' })];
}
