import type { TensorAccounts } from './types.ts';
import {
  type FromWorker,
  handedOver,
  type ToWorker,
  type WorkerAnswer,
  type WorkerRequest,
} from './worker-messages.ts';

/** The part of a Worker that is used here. */
export interface WorkerLike {
  postMessage(message: ToWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  addEventListener(type: 'messageerror', listener: () => void): void;
  terminate(): void;
}

/** Resolves once the holder of the lock is gone; rejects when the signal aborts. */
export type AwaitRelease = (lock: string, signal: AbortSignal) => Promise<void>;

/** How a worker came to its end. `lost`: its backend cannot be trusted any more. `closed`: we ended it on purpose. */
export type WorkerEnd = 'crashed' | 'hung' | 'lost' | 'closed';

export class WorkerEnded extends Error {
  readonly end: WorkerEnd;

  constructor(end: WorkerEnd, reason: string) {
    super(reason);
    this.name = 'WorkerEnded';
    this.end = end;
  }
}

interface Pending {
  readonly call: number;
  /** Milliseconds that the worker may take from when it has nothing else to do. */
  readonly deadline: number;
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: WorkerEnded) => void;
}

/** One worker, from its birth to its end. It answers call after call; the next may lie at its door while it works on one. */
export class WorkerChannel {
  readonly #worker: WorkerLike;
  readonly #awaitRelease: AwaitRelease;
  readonly #ended = new AbortController();
  /** In the order in which the worker answers them. */
  readonly #pending: Pending[] = [];
  #clock: ReturnType<typeof setTimeout> | undefined;
  #calls = 0;
  #tensors: TensorAccounts | undefined;

  constructor(worker: WorkerLike, awaitRelease: AwaitRelease) {
    this.#worker = worker;
    this.#awaitRelease = awaitRelease;
    worker.addEventListener('message', ({ data }) => this.#hear(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end('crashed', `The engine's worker crashed. ${event.message ?? ''}`.trim());
    });
    worker.addEventListener('messageerror', () =>
      this.#end('crashed', "A message of the engine's worker was damaged."),
    );
  }

  /** Aborted, with a `WorkerEnded` as its reason, once the worker is gone. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** What the worker held at its last answer. */
  get tensors(): TensorAccounts | undefined {
    return this.#tensors;
  }

  /**
   * The worker's answer to a request.
   *
   * @param deadline in milliseconds, from when the calls before are answered
   * @throws WorkerEnded where it crashes, says that its backend is lost, is closed, or does not answer in time; the worker
   * is gone then. Calls that it had not come to are told that it was `closed`: they are not to blame
   */
  async call(request: WorkerRequest, deadline: number): Promise<WorkerAnswer> {
    this.ended.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<WorkerAnswer>();
    const call = ++this.#calls;
    this.#pending.push({ call, deadline, resolve, reject });
    if (this.#pending.length === 1) this.#watchFirst();
    try {
      this.#worker.postMessage({ call, request }, handedOver(request));
    } catch (error) {
      this.#forget(call);
      throw error;
    }
    return await promise;
  }

  close(): void {
    this.#end('closed', "The engine's worker was put down.");
  }

  #hear(message: FromWorker): void {
    if (this.ended.aborted) return;
    if (message.type === 'alive') void this.#watch(message.lock);
    else if (message.type === 'backend-lost') this.#end('lost', message.reason);
    else this.#take(message);
  }

  #take({ call, answer, tensors }: Extract<FromWorker, { type: 'answer' }>): void {
    this.#tensors = tensors;
    const first = this.#pending[0];
    if (call !== first?.call) return;
    this.#forget(call);
    first.resolve(answer);
  }

  #forget(call: number): void {
    const place = this.#pending.findIndex((each) => each.call === call);
    this.#pending.splice(place, 1);
    if (place === 0) this.#watchFirst();
  }

  /** Lets the first call have its time from now on. */
  #watchFirst(): void {
    clearTimeout(this.#clock);
    const first = this.#pending[0];
    if (!first) return;
    const reason = `It did not answer within ${Math.round(first.deadline / 1000)} seconds.`;
    this.#clock = setTimeout(() => this.#end('hung', reason), first.deadline);
  }

  async #watch(lock: string): Promise<void> {
    try {
      await this.#awaitRelease(lock, this.ended);
    } catch {
      return; // We ended the worker ourselves.
    }
    this.#end('crashed', "The engine's worker ended by itself.");
  }

  #end(end: WorkerEnd, reason: string): void {
    if (this.ended.aborted) return;
    const ended = new WorkerEnded(end, reason);
    this.#worker.terminate();
    this.#ended.abort(ended);
    clearTimeout(this.#clock);
    const [first, ...others] = this.#pending.splice(0);
    first?.reject(ended);
    for (const { reject } of others) reject(new WorkerEnded('closed', reason));
  }
}
