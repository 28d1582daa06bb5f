/** Does one piece of work after the other, in the order in which they came. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** @param work must not reject */
  take(work: () => Promise<void>): void {
    this.#last = this.#last.then(work);
  }

  /**
   * Goes through steps that nobody waits for. What comes during a step is done before the next one, so that it waits for one step
   * at the most. Where a step fails there are no more.
   */
  fill(steps: AsyncGenerator<void>): void {
    this.take(async () => {
      const { done } = await steps.next().catch(() => ({ done: true }));
      if (!done) this.fill(steps);
    });
  }
}
