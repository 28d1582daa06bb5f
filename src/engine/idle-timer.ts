/** Calls back once nothing has gone on for a while. */
export class IdleTimer {
  readonly #milliseconds: number;
  readonly #onIdle: () => void;
  #underWay = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** It begins to count with the first call of `during` or `restart`. */
  constructor(milliseconds: number, onIdle: () => void) {
    this.#milliseconds = milliseconds;
    this.#onIdle = onIdle;
  }

  /** What `work` gives; while it goes on, and for a while after, nothing is idle. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    clearTimeout(this.#timer);
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      this.restart();
    }
  }

  /** Counts from now on, where nothing is under way. */
  restart(): void {
    clearTimeout(this.#timer);
    if (this.#underWay === 0) this.#timer = setTimeout(this.#onIdle, this.#milliseconds);
  }
}
