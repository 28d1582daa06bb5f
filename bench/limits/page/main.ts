import { bitmapPixels } from '../../../src/engine/bitmap-pixels.ts';
import { contentHash } from '../../../src/engine/content-hash.ts';
import { decodeImage } from '../../../src/engine/decode-image.ts';
import { fetchImage } from '../../../src/engine/fetch-image.ts';
import { readModelFile } from '../../../src/engine/read-model-file.ts';
import { startBackend } from '../../../src/vision/backend.ts';
import type { Size } from '../../../src/vision/geometry.ts';
import { pixelsOf } from '../../../src/vision/packed-pixels.ts';
import { loadPipeline, type Networks, type Pipeline } from '../../../src/vision/pipeline.ts';
import type { BackendName, Reading } from '../../../src/vision/types.ts';
import { measureNetworks, type NetworkTimes } from '../network-times.ts';

/** Milliseconds of each step on the way of one picture, and how many faces were on it. */
export interface Steps {
  readonly steps: Readonly<Record<string, number>>;
  readonly faces: number;
  /** Candidates that the landmark network was shown: some turn out to be no face. */
  readonly located: number;
  /** Faces that the classifier was shown: unsure ones twice. */
  readonly looks: number;
}

/** What the measuring program calls in the page. */
export interface LimitsPage {
  /** The networks alone, in milliseconds for one input of each batch; the detector for each shape of the pictures. */
  networks(batches: readonly number[], pictures: readonly Size[]): Promise<NetworkTimes>;
  /** Takes one picture all the way, step by step and without any overlap. */
  walk(url: string): Promise<Steps>;
}

async function walk(pipeline: Pipeline, shown: Shown, url: string): Promise<Steps> {
  const before = { ...shown };
  const steps: Record<string, number> = {};
  const timed = async <Result>(step: string, work: () => Promise<Result> | Result): Promise<Result> => {
    const start = performance.now();
    const result = await work();
    steps[step] = performance.now() - start;
    return result;
  };
  const { signal } = new AbortController();
  const source = { kind: 'address', url, credentials: 'omit', reach: 'anywhere' } as const;
  const bytes = await timed('fetch', () => fetchImage(source, signal));
  await timed('hash', () => contentHash(bytes));
  const picture = await timed('decode and reduce', () => decodeImage(bytes));
  const bitmap = await timed('message to the worker and back', () => echo(picture.bitmap));
  const pixels = await timed('pixels to a tensor', async () => {
    const { bytes, order } = await bitmapPixels(bitmap);
    return pixelsOf(bytes, bitmap, order);
  });
  const [reading] = await timed('networks and what is between', () =>
    pipeline.read([{ ...picture, pixels }]),
  );
  pixels.dispose();
  bitmap.close();
  return {
    steps: { ...steps, ...stages(reading) },
    faces: reading?.faces.length ?? 0,
    located: shown.located - before.located,
    looks: shown.looks - before.looks,
  };
}

/** How many inputs two of the networks have been shown. */
interface Shown {
  located: number;
  looks: number;
}

function countShown({ landmarks, classifier }: Networks): Shown {
  const shown = { located: 0, looks: 0 };
  const locate = landmarks.locate.bind(landmarks);
  landmarks.locate = (crops) => {
    shown.located += crops.shape[0];
    return locate(crops);
  };
  const predict = classifier.predict.bind(classifier);
  classifier.predict = (faces) => {
    shown.looks += faces.shape[0];
    return predict(faces);
  };
  return shown;
}

function stages(reading: Reading | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(reading?.timings ?? {}).map(([stage, ms]) => [`of these: ${stage}`, ms]),
  );
}

/** A worker that hands back what it is handed, as the engine's is handed bitmaps. */
const echoWorker = new Worker(
  URL.createObjectURL(new Blob(['onmessage = ({ data }) => postMessage(data, [data])'])),
);

function echo(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const { promise, resolve } = Promise.withResolvers<ImageBitmap>();
  echoWorker.onmessage = ({ data }) => resolve(data);
  echoWorker.postMessage(bitmap, [bitmap]);
  return promise;
}

async function makePage(): Promise<LimitsPage> {
  const backend = (new URLSearchParams(location.search).get('backend') ?? 'wasm') as BackendName;
  const onLost = (reason: string) => {
    throw new Error(reason);
  };
  await startBackend(backend, { wasmFolder: `${location.origin}/wasm/`, onLost });
  const pipeline = await loadPipeline(readModelFile, backend);
  await pipeline.warmUp();
  const shown = countShown(pipeline.networks);
  return {
    networks: (batches, sizes) => measureNetworks(pipeline.networks, batches, sizes),
    walk: (url) => walk(pipeline, shown, url),
  };
}

declare global {
  var limits: Promise<LimitsPage>;
}
globalThis.limits = makePage();
