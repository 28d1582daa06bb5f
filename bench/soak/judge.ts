import { median, quantile } from '../page/statistics.ts';
import type { SoakRecord } from './run-soak.ts';
import type { Seen } from './visit.ts';

/** Megabytes that all of the extension may hold. */
export const LIMIT = 400;
/** How much more it may hold after all the work than before. */
const GROWTH = 0.1;
/** As `MAX_OPEN_REQUESTS` of the engine says. */
const MOST_OPEN = 500;
/** The engine's document gives back what it holds within this, and a little for looking. */
const IDLE_SECONDS = 310;

export interface Row {
  readonly what: string;
  readonly value: string | number;
  readonly bound?: string;
  readonly holds?: boolean;
}

const seconds = (milliseconds: number) => Number((milliseconds / 1000).toFixed(2));
const whole = Math.round;

function waits(what: string, seen: readonly Seen[]): Row[] {
  const inView = seen.filter(({ isInView, record }) => isInView && record.status === 'read');
  const all = inView.map(({ wait }) => wait);
  const unread = all.filter((wait) => wait > 0);
  return [
    { what: `${what}: in view to badge, median, s`, value: seconds(median(all)) },
    { what: `${what}: in view to badge, p95, s`, value: seconds(quantile(all, 0.95)) },
    {
      what: `${what}: the same of those not read beforehand, p95, s`,
      value: seconds(quantile(unread, 0.95)),
    },
    {
      what: `${what}: read before they came into view`,
      value: `${all.length - unread.length} of ${all.length}`,
    },
  ];
}

function outcomes(seen: readonly Seen[]): string {
  const counts = new Map<string, number>();
  for (const { record } of seen) {
    const name = record.status === 'failed' ? `failed: ${record.failure}` : record.status;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}

/** Pictures that look alike but for a comment and were read with different numbers of faces. */
function contradictions(seen: readonly Seen[], kindOf: (index: number) => number): number {
  const facesOf = new Map<number, number>();
  let count = 0;
  for (const { record } of seen) {
    if (record.status !== 'read') continue;
    const kind = kindOf(Number(/(\d+)\.jpg$/.exec(record.src)?.[1]));
    const faces = record.faces.length;
    if ((facesOf.get(kind) ?? faces) !== faces) count += 1;
    facesOf.set(kind, faces);
  }
  return count;
}

/** Judges a soak against its bounds. */
export function judge(record: SoakRecord, kindOf: (index: number) => number): Row[] {
  const { before, after, burst, scrolled, samples, idle } = record;
  const atOnce = new Set(burst.map(({ record: { src } }) => src));
  const later = scrolled.filter(({ record: { src } }) => !atOnce.has(src));
  const isAllRead = scrolled.every(({ record: { status } }) => status === 'read');
  const peak = Math.max(...samples.map(({ extension }) => extension));
  const growth = after.memory / before.memory - 1;
  const wrong = contradictions(scrolled, kindOf);
  return [
    { what: 'pictures read', value: scrolled.filter(({ record: { status } }) => status === 'read').length },
    { what: 'outcomes', value: outcomes(scrolled), bound: 'all read', holds: isAllRead },
    { what: 'faces', value: scrolled.reduce((sum, { record: { faces } }) => sum + faces.length, 0) },
    { what: 'read otherwise than their like', value: wrong, bound: '0', holds: wrong === 0 },
    { what: 'minutes in all', value: Number((record.seconds / 60).toFixed(1)) },
    { what: 'all tabs at once: outcomes', value: outcomes(burst) },
    ...waits('all tabs at once', burst),
    ...waits('scrolling', later),
    {
      what: 'most open requests',
      value: record.mostOpen,
      bound: `${MOST_OPEN}`,
      holds: record.mostOpen <= MOST_OPEN,
    },
    { what: 'memory at the most, MB', value: whole(peak), bound: `${LIMIT}`, holds: peak < LIMIT },
    { what: 'memory of its own before, MB', value: whole(before.memory) },
    {
      what: 'memory of its own after, MB',
      value: whole(after.memory),
      bound: 'before + 10 %',
      holds: growth <= GROWTH,
    },
    {
      what: 'tensors before and after',
      value: `${before.tensors}, ${after.tensors}`,
      bound: 'the same',
      holds: before.tensors === after.tensors && before.tensorBytes === after.tensorBytes,
    },
    { what: 'open requests after', value: after.open, bound: '0', holds: after.open === 0 },
    { what: 'readings remembered after', value: after.remembered },
    { what: 'GPU process before and after, MB', value: `${whole(before.gpu)}, ${whole(after.gpu)}` },
    ...(idle
      ? [
          {
            what: 'idle until the engine is gone, s',
            value: whole(idle.seconds),
            bound: `${IDLE_SECONDS}`,
            holds: idle.seconds < IDLE_SECONDS,
          },
          {
            what: 'memory of its own at rest, MB',
            value: whole(idle.memory),
            bound: 'half of before',
            holds: idle.memory < before.memory / 2,
          },
          { what: 'GPU process at rest, MB', value: whole(idle.gpu) },
          { what: 'first reading after the rest, s', value: Number(idle.wake.toFixed(2)) },
        ]
      : []),
  ];
}
