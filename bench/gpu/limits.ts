/**
 * How near to its limit Mien's pipeline comes on Dawn's WebGPU: the networks alone, each step, and the whole with other batches and
 * with several batches under way. `node bench/gpu/limits.ts [PHOTOS] [JSON] [ROUNDS]`; `npm run bench:gpu` calls it.
 */
import { writeFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { BATCH_SIZE } from '../../src/engine/limits.ts';
import { startBackend } from '../../src/vision/backend.ts';
import type { BatchLimits } from '../../src/vision/batch-limits.ts';
import type { BatchSizes } from '../../src/vision/batches.ts';
import { checkKnownAnswer } from '../../src/vision/known-answer.ts';
import { DETECTOR } from '../../src/vision/model-manifest.ts';
import { loadPipeline, type Pipeline } from '../../src/vision/pipeline.ts';
import { decodePicture } from '../lib/decode-picture.ts';
import { toPicture } from '../lib/pictures.ts';
import { measureNetworks } from '../limits/network-times.ts';
import { benchPictures } from '../peers/pictures.ts';
import { median, round } from '../peers/statistics.ts';
import { startDawn } from './dawn.ts';

interface Setting {
  readonly limits: BatchLimits;
  /** Batches of the engine that are under way at once. */
  readonly underWay: number;
}

/** Pictures and faces in a call, calls at once within a batch of the engine, such batches at once, and the rest filled up or not. */
const GRID: readonly Setting[] = [
  ...grid('powers of two', [4, 16, 1, 1], [4, 16, 2, 1], [8, 32, 1, 1], [8, 32, 2, 1], [4, 16, 2, 2]),
  ...grid('filled up', [4, 16, 1, 1], [4, 16, 2, 1], [4, 16, 3, 1], [4, 32, 2, 1], [8, 32, 1, 1]),
  ...grid('filled up', [8, 32, 2, 1], [8, 64, 1, 1], [4, 16, 2, 2], [8, 64, 1, 2], [8, 64, 1, 3]),
];
const NETWORK_BATCHES = [1, 4, 16, 64];
/** Batches of the engine in a round. */
const BATCHES = 4;

const [folder = '../shared/data/photos', json, rounds = '5'] = process.argv.slice(2);
const adapter = await startDawn();
const { pictures, source } = await benchPictures(folder);
const decoded = await Promise.all(
  pictures.filter(({ faces }) => faces).map(({ jpeg }) => decodePicture(jpeg)),
);
await startBackend('webgpu', {
  wasmFolder: '',
  onLost: (reason) => {
    throw new Error(reason);
  },
});
const report: Record<string, unknown> = { adapter, source, rounds: Number(rounds) };
console.log(
  `${adapter.name}${adapter.isSoftware ? ': in software, so these times mean nothing' : ''}; ${source}`,
);
await note('the start, ms', measureStart);
await note('networks alone, ms for one input', async () => {
  const pipeline = await loadPipeline(readModelFile, 'webgpu');
  const side = DETECTOR.inputSide;
  const { table } = await measureNetworks(pipeline.networks, NETWORK_BATCHES, [
    { width: side, height: side },
  ]);
  pipeline.dispose();
  return rounded(table);
});
await note('pictures to tensors, ms each', async () => ({ all: { median: round(median(uploads()), 2) } }));
await note('the whole, ms a picture', measureGrid);
process.exit(0);

/** Prints what was measured, and writes it beside what was measured before. */
async function note(what: string, measure: () => Promise<Record<string, object>>): Promise<void> {
  report[what] = await measure();
  console.log(what);
  console.table(report[what]);
  if (json !== undefined) await writeFile(json, JSON.stringify(report, undefined, 2));
}

/** What the shaders of each size of a batch cost when they are first used after the warm-up, beside what they cost again. */
async function measureStart(): Promise<Record<string, object>> {
  const rows: Record<string, object> = {};
  const timed = async <Result>(work: () => Promise<Result>): Promise<[number, Result]> => {
    const start = performance.now();
    const result = await work();
    return [round(performance.now() - start, 1), result];
  };
  const [loading, pipeline] = await timed(() => loadPipeline(readModelFile, 'webgpu'));
  rows.loading = { first: loading };
  rows['known answer'] = { first: (await timed(() => checkKnownAnswer(pipeline)))[0] };
  rows['warm-up'] = { first: (await timed(() => pipeline.warmUp()))[0] };
  for (const count of [1, 2, 4, 8]) {
    const batch = Array.from({ length: count }, (_, index) => toPicture(decodedAt(index)));
    const [first] = await timed(() => pipeline.read(batch));
    const [again] = await timed(() => pipeline.read(batch));
    rows[count === 1 ? 'a picture' : `${count} pictures`] = { first, again };
    for (const { pixels } of batch) pixels.dispose();
  }
  const steps = pipeline.prepare();
  for (let step = 1, done = false; !done; step++) {
    const [first, result] = await timed(() => steps.next());
    rows[`preparing, step ${step}`] = { first };
    done = result.done ?? false;
  }
  const { pictures, faces } = pipeline.limits;
  rows['what it chose'] = {
    first: `${pictures.most} pictures, ${pictures.sizes}`,
    again: `${faces.most} faces, ${faces.sizes}`,
  };
  pipeline.dispose();
  return rows;
}

function uploads(): number[] {
  return decoded.map((picture) => {
    const start = performance.now();
    toPicture(picture).pixels.dispose();
    return performance.now() - start;
  });
}

function grid(sizes: BatchSizes, ...rows: readonly (readonly number[])[]): Setting[] {
  return rows.map(([pictures = 1, faces = 1, atOnce = 1, underWay = 1]) => ({
    limits: { pictures: { most: pictures, sizes, atOnce }, faces: { most: faces, sizes, atOnce } },
    underWay,
  }));
}

function nameOf({ limits: { pictures, faces }, underWay }: Setting): string {
  const { sizes, atOnce } = faces;
  return `${pictures.most} pictures, ${faces.most} faces, ${sizes}, ${atOnce} calls at once, ${underWay} batches at once`;
}

/** The settings take turns within every round. */
async function measureGrid(): Promise<Record<string, object>> {
  const settings = await Promise.all(
    GRID.map(async (setting) => ({
      ...setting,
      pipeline: await loadPipeline(readModelFile, 'webgpu', setting.limits),
      times: [] as number[],
    })),
  );
  for (const { pipeline, underWay } of settings) await wholeTime(pipeline, underWay);
  for (let turn = 0; turn < Number(rounds); turn++) {
    for (const { pipeline, underWay, times } of settings) times.push(await wholeTime(pipeline, underWay));
  }
  const rows = settings.map(({ times, ...setting }) => [
    nameOf(setting),
    { 'ms a picture': round(median(times), 2), 'images a second': round(1000 / median(times), 1) },
  ]);
  const megabytes = round(memory().numBytes / 1024 ** 2);
  return { ...Object.fromEntries(rows), 'tensors at the end, MB': { all: megabytes } };
}

/** Milliseconds a picture, from bytes to reading. */
async function wholeTime(pipeline: Pipeline, underWay: number): Promise<number> {
  let [begun, next] = [0, 0];
  const start = performance.now();
  const reader = async () => {
    while (begun++ < BATCHES) {
      const batch = Array.from({ length: BATCH_SIZE }, () => toPicture(decodedAt(next++)));
      await pipeline.read(batch);
      for (const { pixels } of batch) pixels.dispose();
    }
  };
  await Promise.all(Array.from({ length: underWay }, reader));
  return (performance.now() - start) / (BATCHES * BATCH_SIZE);
}

function decodedAt(place: number) {
  const picture = decoded[place % decoded.length];
  if (!picture) throw new Error('There are no labelled pictures.');
  return picture;
}

function rounded(table: Record<string, Record<number, number>>): Record<string, object> {
  const rows = Object.entries(table).map(([name, row]) => [
    name,
    Object.fromEntries(Object.entries(row).map(([batch, ms]) => [`batch ${batch}`, round(ms, 3)])),
  ]);
  return Object.fromEntries(rows);
}
