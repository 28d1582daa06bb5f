import { setTimeout as pause } from 'node:timers/promises';

const POLL_INTERVAL = 50;

/**
 * Looks again and again until `isDone` says yes.
 *
 * @returns what was seen last
 * @throws after `deadline` milliseconds, with `describe` of what was seen last
 */
export async function waitUntil<T>(
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
  { deadline = 30_000, describe = JSON.stringify as (seen: T) => string } = {},
): Promise<T> {
  const end = performance.now() + deadline;
  for (;;) {
    // The last look begins when the time is over: one that a busy machine has drawn out saw what was before.
    const isLast = performance.now() >= end;
    const seen = await look();
    if (isDone(seen)) return seen;
    if (isLast) {
      throw new Error(`Not so within ${deadline} ms; seen last: ${describe(seen)}`);
    }
    await pause(POLL_INTERVAL);
  }
}
