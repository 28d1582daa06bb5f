import type { Reading } from '../vision/types.ts';
import { BackendLadder, type Rung } from './backend-ladder.ts';
import type { BatchSizes } from './batcher.ts';
import type { HeldPicture } from './held-picture.ts';
import { IdleTimer } from './idle-timer.ts';
import { COOL_DOWN, IDLE_BEFORE_SLEEP } from './limits.ts';
import { batchDeadline, batchSizesFor, type RunningWorker, startBackendIn } from './running-worker.ts';
import {
  type BackendChoice,
  type EngineStatus,
  ReadFailure,
  type SeenReading,
  type TensorAccounts,
} from './types.ts';
import { type WorkerChannel, WorkerEnded } from './worker-channel.ts';

/** What became of one batch. */
export type BatchResult =
  | { readonly kind: 'read'; readonly readings: readonly SeenReading[] }
  /** By no fault of the batch: the backend was lost or changed meanwhile. Send it again. */
  | { readonly kind: 'interrupted'; readonly reason: string }
  /** The batch may be to blame. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Keeps one worker alive on the best backend that can be trusted: starts it on demand, ends it when it hangs, replaces it
 * when it dies, goes down the ladder when its backend fails, and puts it down when there is nothing to do.
 */
export class WorkerSupervisor {
  readonly #spawn: () => WorkerChannel;
  #ladder: BackendLadder;
  #running: RunningWorker | undefined;
  /** The worker that is on its way up, so that a changed choice can end it. */
  #rising: WorkerChannel | undefined;
  #climb: Promise<RunningWorker> | undefined;
  #exhaustedAt: number | undefined;
  #models: Reading['models'] | undefined;
  readonly #sleep = new IdleTimer(IDLE_BEFORE_SLEEP, () => this.#putDown());

  constructor(spawn: () => WorkerChannel, choice: BackendChoice) {
    this.#spawn = spawn;
    this.#ladder = new BackendLadder(choice);
  }

  /** The networks of this build; undefined until a worker has told them. */
  get models(): Reading['models'] | undefined {
    return this.#models;
  }

  /** What should come at once. */
  get batchSizes(): BatchSizes {
    return batchSizesFor(this.#running);
  }

  get status(): EngineStatus {
    const { choice, left } = this.#ladder;
    const backend = this.#running?.backend;
    if (backend === undefined) return { state: this.#stateAtRest, choice, attempts: left };
    return { state: 'ready', choice, backend, attempts: [...left, { backend, outcome: 'running' }] };
  }

  /** What the worker that runs held when it last answered; undefined where none runs. */
  get tensors(): TensorAccounts | undefined {
    return this.#running?.channel.tensors;
  }

  get #stateAtRest(): EngineStatus['state'] {
    if (this.#climb) return 'starting';
    return this.#exhaustedAt === undefined ? 'asleep' : 'failed';
  }

  /** Starts the worker before anybody needs it. Whether that works is seen in `status`. */
  warmUp(): void {
    void this.#getRunning().then(
      () => this.#sleep.restart(),
      () => undefined,
    );
  }

  /** Takes another choice of backend; a batch on its way is interrupted and can be sent again. */
  configure(choice: BackendChoice): void {
    if (choice === this.#ladder.choice) return;
    const wasAwake = this.#running !== undefined || this.#climb !== undefined;
    this.#ladder = new BackendLadder(choice);
    this.#exhaustedAt = undefined;
    this.#putDown();
    if (wasAwake) this.warmUp();
  }

  /**
   * Has the worker read a batch of pictures, once.
   *
   * @throws ReadFailure `engine` where no backend works
   */
  async read(pictures: readonly HeldPicture[]): Promise<BatchResult> {
    return await this.#sleep.during(async () => this.#readOn(await this.#getRunning(), pictures));
  }

  async #readOn(running: RunningWorker, pictures: readonly HeldPicture[]): Promise<BatchResult> {
    const ladder = this.#ladder;
    try {
      const taken = await Promise.all(pictures.map((picture) => picture.take()));
      const deadline = batchDeadline(running, pictures.length);
      const answer = await running.channel.call({ type: 'read', pictures: taken }, deadline);
      if (answer.type === 'read') {
        ladder.noteSuccess();
        return { kind: 'read', readings: answer.readings };
      }
      return this.#blame(
        running,
        ladder,
        'reason' in answer ? answer.reason : 'It answered something else.',
        false,
      );
    } catch (error) {
      if (!(error instanceof WorkerEnded)) throw error;
      const isBlameless = error.end === 'lost' || error.end === 'closed';
      if (isBlameless) return { kind: 'interrupted', reason: error.message };
      return this.#blame(running, ladder, error.message, true);
    }
  }

  #blame(running: RunningWorker, ladder: BackendLadder, reason: string, isWorkerGone: boolean): BatchResult {
    ladder.noteFault(reason, isWorkerGone);
    // What is left of a failed batch may be broken: WASM that ran out of memory fails ever after. A new worker is sound.
    running.channel.close();
    return { kind: 'failed', reason };
  }

  async #getRunning(): Promise<RunningWorker> {
    if (this.#running && !this.#running.channel.ended.aborted) return this.#running;
    this.#climb ??= this.#climbDown().finally(() => {
      this.#climb = undefined;
    });
    return await this.#climb;
  }

  /** Tries backend after backend until one can be trusted. */
  async #climbDown(): Promise<RunningWorker> {
    this.#tryAllAgainAfterCoolDown();
    for (;;) {
      const ladder = this.#ladder;
      const { rung } = ladder;
      if (!rung) break;
      const running = await this.#tryBackend(ladder, rung);
      if (running && ladder === this.#ladder) return this.#settleOn(running);
    }
    this.#rising?.close();
    this.#rising = undefined;
    this.#exhaustedAt ??= Date.now();
    const reasons = this.#ladder.left.map(({ backend, reason }) => `${backend}: ${reason}`).join(' ');
    throw new ReadFailure('engine', `The engine could not start. ${reasons}`);
  }

  #tryAllAgainAfterCoolDown(): void {
    if (this.#exhaustedAt === undefined || Date.now() - this.#exhaustedAt < COOL_DOWN) return;
    this.#exhaustedAt = undefined;
    this.#ladder = new BackendLadder(this.#ladder.choice);
  }

  async #tryBackend(ladder: BackendLadder, rung: Rung): Promise<RunningWorker | undefined> {
    // A worker that passed a backend over has started nothing yet and serves for the next one.
    const channel = this.#rising && !this.#rising.ended.aborted ? this.#rising : this.#spawn();
    this.#rising = channel;
    const result = await startBackendIn(channel, rung);
    if (result.kind === 'running') return result.worker;
    if (result.kind !== 'closed') ladder.leave(result.kind, result.reason);
    return undefined;
  }

  #settleOn(running: RunningWorker): RunningWorker {
    this.#rising = undefined;
    this.#running = running;
    this.#models = running.models;
    this.#exhaustedAt = undefined;
    running.channel.ended.addEventListener('abort', () => this.#noteEnd(running), { once: true });
    if (running.channel.ended.aborted) this.#noteEnd(running);
    return running;
  }

  #noteEnd(running: RunningWorker): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    const { end, message } = running.channel.ended.reason as WorkerEnded;
    if (end === 'lost') this.#ladder.leave('failed', message);
  }

  #putDown(): void {
    this.#rising?.close();
    this.#rising = undefined;
    this.#running?.channel.close();
    this.#running = undefined;
  }
}
