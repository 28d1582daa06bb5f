import type { ReadOutcome } from '../terms/reading-request.ts';

/** Captures that wait to be read, at most; one more takes the place of the oldest. */
const MOST_HELD = 32;

/** Milliseconds after which a capture that nobody has asked for is dropped. */
const HELD_FOR = 30_000;

interface Held {
  readonly dataUrl: string;
  readonly until: number;
}

/**
 * Pieces of captured tabs on their way to be read. The page that wants one read names it, but never holds it: what a
 * tab shows may come from other sites than the page. Each can be taken once.
 */
export class HeldCaptures {
  readonly #held = new Map<string, Held>();

  hold(name: string, dataUrl: string, now: number): void {
    this.#dropOld(now);
    this.#held.delete(name);
    this.#held.set(name, { dataUrl, until: now + HELD_FOR });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST_HELD) break;
      this.#held.delete(oldest);
    }
  }

  take(name: string, now: number): string | undefined {
    this.#dropOld(now);
    const held = this.#held.get(name);
    this.#held.delete(name);
    return held?.dataUrl;
  }

  #dropOld(now: number): void {
    for (const [name, { until }] of this.#held) if (until < now) this.#held.delete(name);
  }
}

/** The answer to who asks for a capture that was taken before, or was never there. */
export const CAPTURE_IS_GONE: ReadOutcome = {
  ok: false,
  failure: 'engine',
  reason: 'What was captured of the tab was not read in time.',
};
