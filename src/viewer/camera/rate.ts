/** Milliseconds over which a rate is counted. */
const WINDOW = 3000;

/** Counts how often something happens in a second. */
export class Rate {
  #times: number[] = [];

  happened(atMs: number): void {
    this.#times = [...this.#times, atMs].filter((time) => atMs - time < WINDOW);
  }

  /** Times a second; 0 before there are two. */
  get perSecond(): number {
    const [first, last] = [this.#times[0], this.#times.at(-1)];
    if (first === undefined || last === undefined || last === first) return 0;
    return ((this.#times.length - 1) * 1000) / (last - first);
  }
}
