import { HeldPicture } from '../../../../src/engine/held-picture.ts';
import type { BitmapPicture } from '../../../../src/engine/types.ts';
import { WorkerChannel, type WorkerLike } from '../../../../src/engine/worker-channel.ts';
import type {
  FromWorker,
  ToWorker,
  WorkerAnswer,
  WorkerRequest,
} from '../../../../src/engine/worker-messages.ts';
import type { Reading } from '../../../../src/vision/types.ts';

/** What a worker does with a request: answers, or lets its maker do something to it and stays silent. */
export type Script = (request: WorkerRequest, worker: ScriptedWorker) => WorkerAnswer | undefined;

/** What a scripted worker says that it holds. */
export const HELD = { tensors: 3, bytes: 12 };

export const MODELS = { detector: 'd1', classifier: 'c1' };

/** A stand-in for the engine's worker, which cannot be had in Node: it answers by a script and can be made to fail. */
export class ScriptedWorker extends EventTarget {
  readonly requests: WorkerRequest[] = [];
  isTerminated = false;
  readonly #script: Script;

  constructor(script: Script) {
    super();
    this.#script = script;
  }

  postMessage({ call, request }: ToWorker, transfer: Transferable[]): void {
    for (const bitmap of transfer) (bitmap as unknown as FakeBitmap).close();
    this.requests.push(request);
    const answer = this.#script(request, this);
    if (answer) queueMicrotask(() => this.answer(call, answer));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(data: FromWorker): void {
    if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }));
  }

  answer(call: number, answer: WorkerAnswer): void {
    this.say({ type: 'answer', call, answer, tensors: HELD });
  }

  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
}

/** A channel to a scripted worker; `vanish` ends the worker without a sign, as the browser would. */
export function channelTo(worker: ScriptedWorker): { channel: WorkerChannel; vanish: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const awaitRelease = async (_lock: string, signal: AbortSignal) => {
    await Promise.race([
      promise,
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ]);
  };
  return { channel: new WorkerChannel(worker as unknown as WorkerLike, awaitRelease), vanish: resolve };
}

/** A bitmap that knows whether it was closed, here or by a worker that it was handed over to. */
export class FakeBitmap {
  isClosed = false;
  readonly width: number;
  readonly height = 50;

  constructor(width: number) {
    this.width = width;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** A decoded picture. */
export function decoded(width = 100): BitmapPicture {
  return { bitmap: new FakeBitmap(width), width, height: 50 };
}

export function isClosed({ bitmap }: BitmapPicture): boolean {
  return (bitmap as FakeBitmap).isClosed;
}

/** A picture that waits for its turn, and can be decoded as often as is wanted. */
export function picture(width = 100): HeldPicture {
  return new HeldPicture(decoded(width), async () => decoded(width));
}

export function reading(width: number): Reading {
  const timings = { detect: 1, align: 1, classify: 1 };
  return { width, height: 50, faces: [], models: MODELS, backend: 'wasm', timings };
}

export const started: WorkerAnswer = { type: 'started', models: MODELS, isSoftware: false };

/** Answers as a healthy worker does. */
export function healthy(request: WorkerRequest): WorkerAnswer {
  if (request.type === 'start') return started;
  return { type: 'read', readings: request.pictures.map(({ width }) => reading(width)) };
}

/** Spawns a worker for each script in turn; the last script serves for all later ones. */
export function spawnerOf(...scripts: Script[]) {
  const workers: ScriptedWorker[] = [];
  const vanish: (() => void)[] = [];
  const spawn = () => {
    const worker = new ScriptedWorker(scripts[Math.min(workers.length, scripts.length - 1)] ?? healthy);
    const made = channelTo(worker);
    workers.push(worker);
    vanish.push(made.vanish);
    return made.channel;
  };
  return { spawn, workers, vanish };
}
