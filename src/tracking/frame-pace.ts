/** What the reading of a film may cost. */
export interface PaceTerms {
  /** The share of time in which a reading may be under way, above 0 and up to 1. */
  readonly mostShare: number;
  readonly mostPerSecond: number;
}

export const PACE: PaceTerms = { mostShare: 0.6, mostPerSecond: 10 };

/** Milliseconds of rest after a reading that failed; twice as many after each further one, up to the last. */
const REST_AFTER_FAILURE = { first: 500, last: 8000 };

/**
 * Says when the next frame of a film may be sent to be read: one at a time, no more often than asked for, and after
 * each reading a rest in proportion to what it took. So the rate follows the machine, and whatever the readings take,
 * they never fill more than their share of the time. Times are milliseconds of any one clock.
 */
export class FramePace {
  readonly #terms: PaceTerms;
  #isReading = false;
  #nextAt = Number.NEGATIVE_INFINITY;
  #failures = 0;

  constructor(terms: PaceTerms = PACE) {
    this.#terms = terms;
  }

  /** When the next frame may be sent; never, while one is being read. */
  get nextAt(): number {
    return this.#isReading ? Number.POSITIVE_INFINITY : this.#nextAt;
  }

  isDue(atMs: number): boolean {
    return atMs >= this.nextAt;
  }

  /** A frame is sent. The answer must be told, whatever it is. */
  sent(): void {
    this.#isReading = true;
  }

  answered(sentAt: number, answeredAt: number): void {
    const { mostShare, mostPerSecond } = this.#terms;
    const rest = (answeredAt - sentAt) * (1 / mostShare - 1);
    this.#isReading = false;
    this.#failures = 0;
    this.#nextAt = Math.max(sentAt + 1000 / mostPerSecond, answeredAt + rest);
  }

  /** No reading came of the frame: the machine, or the engine, has too much to do. */
  failed(sentAt: number, failedAt: number): void {
    const failures = this.#failures + 1;
    const { first, last } = REST_AFTER_FAILURE;
    this.answered(sentAt, failedAt);
    this.#failures = failures;
    this.#nextAt = Math.max(this.#nextAt, failedAt + Math.min(last, first * 2 ** (failures - 1)));
  }
}
