import { pause } from '../web/waiting.ts';

/**
 * Lets one piece of work begin after the other: the next when the one before lets it, or after so many milliseconds. Of many that are
 * wanted at once the first is so done as soon as if it were alone, and none waits for a slow one.
 */
export class PacedStarts {
  readonly #milliseconds: number;
  #before: Promise<void> = Promise.resolve();

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** Waits for its turn to begin; what it gives lets the next begin, before its time. */
  async begin(): Promise<() => void> {
    const before = this.#before;
    const done = new AbortController();
    this.#before = before.then(() => pause(this.#milliseconds, done.signal));
    await before;
    return () => done.abort();
  }
}
