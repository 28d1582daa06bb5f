import { engine } from '@tensorflow/tfjs-core';
import { beginLoadingWasm, startBackend } from '../vision/backend.ts';
import { checkKnownAnswer } from '../vision/known-answer.ts';
import { pixelsOf } from '../vision/packed-pixels.ts';
import { loadPipeline, type Picture, type Pipeline, type ReadModelFile } from '../vision/pipeline.ts';
import { type BackendName, type Face, type FaceCrop, ON_GPU } from '../vision/types.ts';
import { reasonOf } from '../web/reason-of.ts';
import { pause } from '../web/waiting.ts';
import { bitmapPixels } from './bitmap-pixels.ts';
import { beginLoadingModelFiles } from './early-model-files.ts';
import type { Fault, FaultStep } from './faults.ts';
import { LOSS_PATIENCE, SLOWEST_TO_PREPARE } from './limits.ts';
import { type Adapter, probeAdapter } from './probe-adapter.ts';
import { Turns } from './turns.ts';
import type { BitmapPicture, SeenReading, TensorAccounts } from './types.ts';
import type { FromWorker, StartRequest, ToWorker, WorkerAnswer, WorkerRequest } from './worker-messages.ts';

/**
 * The engine's worker: tfjs on one backend, and the networks. It starts one backend in its life; another backend gets
 * another worker, because one that hangs can only be ended from outside.
 */

interface Running {
  readonly pipeline: Pipeline;
  readonly backend: BackendName;
  /** What a GPU has still to prepare, until that is begun. */
  preparation?: AsyncGenerator<void> | undefined;
}

let running: Running | undefined;
let lostBecause: string | undefined;
const lost = new AbortController();
let readModelFile: ReadModelFile;
const turns = new Turns();

function say(message: FromWorker): void {
  postMessage(message);
}

/** In the build for the tests of faults: lets what the test has ordered go wrong at this step. */
async function rehearse(step: FaultStep, backend: BackendName): Promise<Fault | undefined> {
  return import.meta.env.MODE === 'faults'
    ? await (await import('./faults.ts')).causeFault(step, backend)
    : undefined;
}

async function probe(backend: BackendName): Promise<Adapter> {
  // A GPU in software may pass for a real one there, since there is no other on the machines that run the tests.
  if (import.meta.env.MODE === 'faults' && (await rehearse('probe', backend)) === 'pretend-gpu')
    return { kind: 'hardware' };
  return await probeAdapter(backend);
}

async function loadTrusted(backend: BackendName): Promise<Pipeline> {
  const onLost = (reason: string) => {
    lostBecause = reason;
    say({ type: 'backend-lost', reason });
    lost.abort();
  };
  await rehearse('backend', backend);
  await startBackend(backend, { wasmFolder: new URL('/wasm/', location.origin).href, onLost });
  const loaded = await loadPipeline(readModelFile, backend);
  await rehearse('start', backend);
  await checkKnownAnswer(loaded);
  await settle(backend);
  return loaded;
}

/** Errors of a GPU arrive as events; one turn of the event loop lets those of finished work in. */
async function settle(backend: BackendName): Promise<void> {
  if (!ON_GPU.has(backend)) return;
  await new Promise((resolve) => setTimeout(resolve));
  if (lostBecause) throw new Error(lostBecause);
}

async function start({ backend, allowSoftware }: StartRequest): Promise<WorkerAnswer> {
  const adapter = await probe(backend);
  if (adapter.kind === 'absent') return { type: 'passed-over', reason: adapter.reason };
  if (adapter.kind === 'software' && !allowSoftware) {
    return { type: 'passed-over', reason: `It would run in software (${adapter.name}); WASM is faster.` };
  }
  const pipeline = await loadTrusted(backend);
  running = { pipeline, backend };
  // A GPU compiles its shaders on first use, for seconds: now, while nobody waits for a certain picture.
  if (adapter.kind === 'hardware' && ON_GPU.has(backend)) {
    await rehearse('warm-up', backend);
    await pipeline.warmUp();
    await settle(backend);
    running.preparation = pipeline.prepare();
  }
  return { type: 'started', models: pipeline.models, isSoftware: adapter.kind === 'software' };
}

async function toPicture({ bitmap, width, height }: BitmapPicture): Promise<Picture> {
  const { bytes, order } = await bitmapPixels(bitmap);
  return { pixels: pixelsOf(bytes, bitmap, order), width, height };
}

async function readAll(sent: readonly BitmapPicture[]): Promise<SeenReading[]> {
  const pictures: Picture[] = [];
  try {
    if (!running) throw new Error('The networks are not loaded.');
    await rehearse('read', running.backend);
    for (const picture of sent) pictures.push(await toPicture(picture));
    const seen = new Map<Face, FaceCrop>();
    const readings = await running.pipeline.read(pictures, undefined, seen);
    await settle(running.backend);
    return readings.map((reading) => ({
      ...reading,
      seen: reading.faces.flatMap((face) => seen.get(face) ?? []),
    }));
  } finally {
    for (const { pixels } of pictures) pixels.dispose();
    for (const { bitmap } of sent) bitmap.close();
  }
}

async function answerTo(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    if (request.type === 'start') return await start(request);
    return { type: 'read', readings: await readAll(request.pictures) };
  } catch (error) {
    // The readings that a lost device breaks fail before it is told that it is lost; then nothing else is to blame.
    if (running && ON_GPU.has(running.backend)) await pause(LOSS_PATIENCE, lost.signal);
    return { type: 'failed', reason: reasonOf(error) };
  }
}

/** Never rejects. */
async function serve({ call, request }: ToWorker): Promise<void> {
  const answer = await answerTo(request);
  say({ type: 'answer', call, answer, tensors: tensorAccounts() });
  if (answer.type === 'read') prepareAfter(answer.readings);
}

/** What a GPU has still to compile and to learn is done once somebody has a reading, between the next ones. */
function prepareAfter([reading]: readonly SeenReading[]): void {
  if (!running?.preparation || !reading) return;
  const { detect, align, classify } = reading.timings;
  if (detect + align + classify > SLOWEST_TO_PREPARE) return;
  turns.fill(running.preparation);
  running.preparation = undefined;
}

/** `tf.memory()` would start a backend where none is; these are the numbers that it tells. */
function tensorAccounts(): TensorAccounts {
  const { numTensors, numBytes } = engine().state;
  return { tensors: numTensors, bytes: numBytes };
}

/** Makes this worker the engine's. */
export function serveEngine(): void {
  readModelFile = beginLoadingModelFiles();
  beginLoadingWasm();
  addEventListener('message', ({ data }: MessageEvent<ToWorker>) => turns.take(() => serve(data)));
  // The browser lets go of the lock when the worker dies, however it dies; the page waits for that.
  const lock = `mien-worker-${crypto.randomUUID()}`;
  void navigator.locks.request(lock, () => {
    say({ type: 'alive', lock });
    return new Promise(() => undefined);
  });
}
