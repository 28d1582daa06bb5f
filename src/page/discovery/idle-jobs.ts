/** Milliseconds of work at a time. */
const SLICE = 4;
/**
 * A page that is never idle is looked at all the same: this many milliseconds after the work has come, and then again
 * after each slice.
 */
const PATIENCE = { first: 500, next: 100 };

export interface IdleJobs {
  /** Takes on work, a little of which is done at each step of its iterator. */
  add(job: Iterator<unknown>): void;
  /** The same, but a first slice is done at once where nothing else waits. */
  begin(job: Iterator<unknown>): void;
}

/** One step further. What a page's own oddities make fail is left alone, for the sake of the rest. */
function isDone(job: Iterator<unknown>): boolean {
  try {
    return job.next().done === true;
  } catch {
    return true;
  }
}

/** Does work while the page has nothing to do, in slices that nobody feels. */
export function idleJobs(signal: AbortSignal): IdleJobs {
  const jobs: Iterator<unknown>[] = [];
  let scheduled: number | undefined;
  const schedule = (timeout: number) => {
    scheduled ??= requestIdleCallback(run, { timeout });
  };
  const run = () => {
    scheduled = undefined;
    const end = performance.now() + SLICE;
    for (let job = jobs[0]; job && performance.now() < end; job = jobs[0]) {
      if (isDone(job)) jobs.shift();
    }
    if (jobs.length > 0) schedule(PATIENCE.next);
  };
  const take = (job: Iterator<unknown>) => {
    if (!signal.aborted) jobs.push(job);
  };
  signal.addEventListener('abort', () => {
    jobs.length = 0;
    if (scheduled !== undefined) cancelIdleCallback(scheduled);
  });
  return {
    add(job) {
      take(job);
      if (jobs.length > 0) schedule(PATIENCE.first);
    },
    begin(job) {
      take(job);
      if (jobs.length === 1) run();
    },
  };
}
