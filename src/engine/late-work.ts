import { withDeadline } from './with-deadline.ts';

/**
 * Work that nobody can stop, such as the browser's decoding. What is late is given up by whoever waits for it, but goes on and
 * holds its memory; so long as `mostLate` pieces do, nothing new is begun.
 */
export class LateWork {
  readonly #mostLate: number;
  readonly #late = new Set<Promise<unknown>>();

  constructor(mostLate: number) {
    this.#mostLate = mostLate;
  }

  /**
   * What `start` gives, or `late` thrown: after so many milliseconds of work, or of waiting until there is room for it.
   *
   * @param discard is given what comes too late
   */
  async run<T>(
    start: () => Promise<T>,
    milliseconds: number,
    late: Error,
    discard: (value: T) => void,
  ): Promise<T> {
    await this.#room(milliseconds, late);
    const work = start();
    const ended = work.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await withDeadline(work, milliseconds, late, discard);
    } catch (error) {
      if (error === late) this.#count(ended);
      throw error;
    }
  }

  #count(ended: Promise<void>): void {
    this.#late.add(ended);
    void ended.then(() => this.#late.delete(ended));
  }

  async #room(milliseconds: number, late: Error): Promise<void> {
    const until = performance.now() + milliseconds;
    while (this.#late.size >= this.#mostLate) {
      const left = Math.max(0, until - performance.now());
      await withDeadline(Promise.race(this.#late), left, late, () => undefined);
    }
  }
}
