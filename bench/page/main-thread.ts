import type { TraceEvent } from './trace.ts';

/** A thread of one process. */
export interface ThreadId {
  readonly pid: number;
  readonly tid: number;
}

/** What a page's main thread did. All times in milliseconds of processor time, unless said otherwise. */
export interface MainThreadCost {
  /** Everything: the page's own work, the browser's for it, and the extension's. */
  readonly busy: number;
  /** JavaScript of the content script. */
  readonly script: number;
  /** The same by the clock: longer where other programs run beside. */
  readonly scriptByClock: number;
  /** The most JavaScript of the content script in one task. */
  readonly longestScript: number;
  /** The longest task of all, whoever's. */
  readonly longestTask: number;
  /** Style and layout, painting, and intersection observers: what a script can cause without running. */
  readonly layout: number;
  readonly paint: number;
  readonly intersections: number;
}

/** The thread that parsed the document with this address. */
export function mainThreadOf(events: readonly TraceEvent[], url: string): ThreadId {
  const parse = events.findLast(({ name, args }) => name === 'ParseHTML' && args?.beginData?.url === url);
  if (parse === undefined) throw new Error(`The trace does not hold the loading of ${url}.`);
  return { pid: parse.pid, tid: parse.tid };
}

const LAYOUT = new Set(['UpdateLayoutTree', 'Layout']);
const PAINT = new Set(['PrePaint', 'Paint', 'Layerize', 'Commit']);
const INTERSECTIONS = 'IntersectionObserverController::computeIntersections';
const MILLISECOND = 1000;

/**
 * Whether JavaScript of the content script begins here. Microtasks carry no address. The pages of the bench make none,
 * so they are the content script's, where there is one.
 */
function isOurs({ name, args }: TraceEvent, scripts: string): boolean {
  if (name === 'RunMicrotasks') return true;
  return (
    (name === 'FunctionCall' || name === 'EvaluateScript') && args?.data?.url?.startsWith(scripts) === true
  );
}

/** Events that lie in no other one of them. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  let end = Number.NEGATIVE_INFINITY;
  return events.filter(({ ts, dur = 0 }) => {
    if (ts < end) return false;
    end = ts + dur;
    return true;
  });
}

function total(events: readonly TraceEvent[], length: (event: TraceEvent) => number = cpuOf): number {
  return events.reduce((sum, event) => sum + length(event), 0) / MILLISECOND;
}

function cpuOf({ tdur, dur = 0 }: TraceEvent): number {
  return tdur ?? dur;
}

/** The greatest sum of what lies in one task. Both are in the order of time. */
function mostInOneTask(tasks: readonly TraceEvent[], parts: readonly TraceEvent[]): number {
  let most = 0;
  let next = 0;
  for (const { ts, dur = 0 } of tasks) {
    let sum = 0;
    while ((parts[next]?.ts ?? Number.POSITIVE_INFINITY) < ts) next += 1;
    for (let part = parts[next]; part !== undefined && part.ts < ts + dur; part = parts[next]) {
      sum += cpuOf(part);
      next += 1;
    }
    most = Math.max(most, sum);
  }
  return most / MILLISECOND;
}

/**
 * Sums up a trace.
 *
 * @param scripts how the addresses of Mien's scripts begin; none where the browser has no extension
 */
export function costOf(
  events: readonly TraceEvent[],
  thread: ThreadId,
  scripts: string | undefined,
): MainThreadCost {
  const own = events
    .filter(({ ph, pid, tid }) => ph === 'X' && pid === thread.pid && tid === thread.tid)
    .sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const tasks = outermost(own.filter(({ name }) => name === 'RunTask'));
  const ours = scripts === undefined ? [] : outermost(own.filter((event) => isOurs(event, scripts)));
  const named = (names: ReadonlySet<string>) => total(outermost(own.filter(({ name }) => names.has(name))));
  return {
    busy: total(tasks),
    script: total(ours),
    scriptByClock: total(ours, ({ dur = 0 }) => dur),
    longestScript: mostInOneTask(tasks, ours),
    longestTask: Math.max(0, ...tasks.map(cpuOf)) / MILLISECOND,
    layout: named(LAYOUT),
    paint: named(PAINT),
    intersections: named(new Set([INTERSECTIONS])),
  };
}
