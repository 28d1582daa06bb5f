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

/**
 * The end of one task's patience: by its signal or by time, whichever is first. A gallery starts a thousand such tasks,
 * and signals composed by `AbortSignal.any` and `timeout` would cost the page many times as much.
 */
export class TimeLimit {
  readonly #signal: AbortSignal;
  readonly #over = Promise.withResolvers<never>();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #abort = () => this.#over.reject(this.#signal.reason);
  #isLate = false;

  constructor(signal: AbortSignal, milliseconds: number) {
    this.#signal = signal;
    this.#over.promise.catch(() => undefined);
    this.#timer = setTimeout(() => {
      this.#isLate = true;
      this.#over.reject(new DOMException('It took too long.', 'TimeoutError'));
    }, milliseconds);
    if (signal.aborted) this.#abort();
    else signal.addEventListener('abort', this.#abort, { once: true });
  }

  get isOver(): boolean {
    return this.#isLate || this.#signal.aborted;
  }

  /** Settles as the promise does, or rejects where the limit is reached first. */
  keep<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#over.promise]);
  }

  /** To be called when the task has ended. */
  lift(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#abort);
  }
}
