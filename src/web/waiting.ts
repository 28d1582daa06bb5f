/** Settles as the promise does, or rejects with the signal's reason where that aborts first. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Resolves after some milliseconds, or as soon as the signal aborts. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** One that waits. */
interface Patient {
  /** By `performance.now()`. */
  readonly until: number;
  tooLate(): void;
}

/**
 * All who wait equally long. They end in the order in which they came, so one timer does for all: a gallery has a thousand
 * of them, and to set and clear a timer for each is a tenth of what that costs the page.
 */
class Patience {
  readonly #milliseconds: number;
  readonly #waiting = new Set<Patient>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  begin(tooLate: () => void): Patient {
    const patient = { until: performance.now() + this.#milliseconds, tooLate };
    this.#waiting.add(patient);
    this.#timer ??= setTimeout(() => this.#ring(), this.#milliseconds);
    return patient;
  }

  end(patient: Patient): void {
    this.#waiting.delete(patient);
    if (this.#waiting.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #ring(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const patient of this.#waiting) {
      if (patient.until > now) {
        this.#timer = setTimeout(() => this.#ring(), patient.until - now);
        return;
      }
      this.#waiting.delete(patient);
      patient.tooLate();
    }
  }
}

const patiences = new Map<number, Patience>();

function patienceOf(milliseconds: number): Patience {
  const patience = patiences.get(milliseconds) ?? new Patience(milliseconds);
  patiences.set(milliseconds, patience);
  return patience;
}

/**
 * The end of one task's patience: by its signal or by time, whichever is first. A gallery starts a thousand such tasks,
 * and signals composed by `AbortSignal.any` and `timeout` would cost the page many times as much.
 */
export class TimeLimit {
  readonly #signal: AbortSignal;
  readonly #patience: Patience;
  readonly #patient: Patient;
  readonly #abort = () => this.#giveUp(this.#signal.reason);
  #isOver = false;
  #reason: unknown;
  #reject: ((reason: unknown) => void) | undefined;

  /** @param milliseconds one of few values: each has a timer of its own */
  constructor(signal: AbortSignal, milliseconds: number) {
    this.#signal = signal;
    this.#patience = patienceOf(milliseconds);
    this.#patient = this.#patience.begin(() =>
      this.#giveUp(new DOMException('It took too long.', 'TimeoutError')),
    );
    if (signal.aborted) this.#abort();
    else signal.addEventListener('abort', this.#abort, { once: true });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Settles as the promise does, or rejects where the limit is reached first. To be waited for before the next one. */
  keep<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject);
      this.#reject = reject;
      if (this.#isOver) reject(this.#reason);
    });
  }

  /** To be called when the task has ended. */
  lift(): void {
    this.#patience.end(this.#patient);
    this.#signal.removeEventListener('abort', this.#abort);
  }

  #giveUp(reason: unknown): void {
    this.#isOver = true;
    this.#reason = reason;
    this.#reject?.(reason);
  }
}
