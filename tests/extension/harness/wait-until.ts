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
    const seen = await look();
    if (isDone(seen)) return seen;
    if (performance.now() > end) {
      throw new Error(`Not so within ${deadline} ms; seen last: ${describe(seen)}`);
    }
    await pause(POLL_INTERVAL);
  }
}
