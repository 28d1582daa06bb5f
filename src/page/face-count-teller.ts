/** Faces come in by the dozen; the toolbar button need not follow each. */
const PAUSE = 1000;

/** Tells, at most once a second, that the number of faces in this frame is another. */
export class FaceCountTeller {
  readonly #count: () => number;
  readonly #tell: () => void;
  readonly #signal: AbortSignal;
  #told = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param count the number of faces now
   * @param tell called when that is not the number of the last time
   */
  constructor(count: () => number, tell: () => void, signal: AbortSignal) {
    this.#count = count;
    this.#tell = tell;
    this.#signal = signal;
    signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** To be called whenever the number may have changed. */
  note(): void {
    if (this.#timer !== undefined || this.#signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const count = this.#count();
      if (count === this.#told) return;
      this.#told = count;
      this.#tell();
    }, PAUSE);
  }

  /** The frame goes away, and its faces with it; the page around it may stay. */
  tellLeaving(): void {
    if (this.#told > 0 && !this.#signal.aborted) this.#tell();
  }

  /** The page has been away: the button shows nothing of it any more. */
  tellAgain(): void {
    this.#told = 0;
    this.note();
  }
}
