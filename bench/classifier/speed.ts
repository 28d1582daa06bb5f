/**
 * What the shipped classifier costs for a face, next to human's `emotion` in the same run: tfjs on WASM, one thread.
 *
 *     npm run bench:classifier -- [--data ../shared/data/fer2013] [--rounds 11] [--json FILE]
 *
 * Both get crops that are cut already, and end when the probabilities have been read back. The two take turns; a ratio
 * is the median over pairs. How many faces get a second look depends on the faces: with `--data` they are 64 of
 * PublicTest, else the drawn ones of the tests. First both run on tfjs's own kernels, which compares the networks; then
 * both on Mien's, which it uses where the browser has relaxed SIMD.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type GraphModel, loadGraphModelSync } from '@tensorflow/tfjs-converter';
import { randomUniform, type Tensor, type Tensor2D, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { loadExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { useFastKernels } from '../../src/vision/kernels/use-fast-kernels.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import { readFer2013 } from '../lib/fer2013.ts';
import { readHumanEmotion } from '../lib/human-emotion.ts';
import { startBackend } from '../lib/node-backend.ts';
import { compareInterleaved, type Work } from './interleaved.ts';

const BATCHES = [1, 4, 16, 64];
/** A round takes so many faces through each network. */
const FACES = 64;
const HUMAN_SIDE = 64;
const DRAWN = 'tests/fixtures/expression-known-answers.json';

interface Result {
  readonly batch: number;
  /** Milliseconds a face: with second looks, as shipped, and at one look. */
  readonly ours: number;
  readonly oneLook: number;
  readonly human: number;
  readonly ratio: number;
  readonly oneLookRatio: number;
}

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    rounds: { type: 'string', default: '11' },
    json: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error(`--rounds is a number from 1: ${options.rounds}`);
await startBackend('wasm');
const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
const human = loadGraphModelSync(readHumanEmotion()) as unknown as GraphModel;
const pixels = await (options.data === undefined ? drawnFaces() : realFaces(options.data));

console.log(`${CLASSIFIER.id} beside human's emotion, WASM, one thread, medians of ${rounds} pairs`);
const results = { tfjsKernels: await measureAll("tfjs's kernels"), ownKernels: [] as Result[] };
await useFastKernels(readModelFile);
results.ownKernels = await measureAll("Mien's kernels");
if (options.json !== undefined) {
  const report = { model: CLASSIFIER.id, backend: 'wasm', processor: cpus()[0]?.model, rounds, ...results };
  await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

async function measureAll(kernels: string): Promise<Result[]> {
  console.log(`${kernels}\nbatch  ms a face: ours  at one look  human   ratio  at one look`);
  const measured: Result[] = [];
  for (const batch of BATCHES) {
    const result = await measure(batch);
    measured.push(result);
    const numbers = [result.ours, result.oneLook, result.human, result.ratio, result.oneLookRatio];
    const columns = numbers.map((number) => number.toFixed(2).padStart(11));
    console.log(`${String(batch).padStart(5)}${columns.join('')}`);
  }
  return measured;
}

async function measure(batch: number): Promise<Result> {
  const faces = Array.from({ length: FACES / batch }, (_, index) => facesFrom(index * batch, batch));
  const forHuman: Tensor4D = randomUniform([batch, HUMAN_SIDE, HUMAN_SIDE, 1], -1, 1);
  const theirs: Work = () => readBack(human.execute(forHuman) as Tensor2D);
  try {
    const asShipped = await compareInterleaved(
      forAll(faces, (some) => classifier.classify(some)),
      forAll(faces, theirs),
      rounds,
    );
    const once = await compareInterleaved(
      forAll(faces, (some) => readBack(classifier.predict(some))),
      forAll(faces, theirs),
      rounds,
    );
    return {
      batch,
      ours: asShipped.ours / FACES,
      oneLook: once.ours / FACES,
      human: asShipped.theirs / FACES,
      ratio: asShipped.ratio,
      oneLookRatio: once.ratio,
    };
  } finally {
    forHuman.dispose();
    for (const some of faces) some.dispose();
  }
}

function forAll(batches: readonly Tensor4D[], work: (faces: Tensor4D) => Promise<unknown>): Work {
  return async () => {
    for (const faces of batches) await work(faces);
  };
}

async function readBack(output: Tensor): Promise<void> {
  await output.array();
  output.dispose();
}

/** Gray crops, one after the other, from 0 to 1. */
function facesFrom(first: number, count: number): Tensor4D {
  const { side } = classifier.crop;
  const area = side * side;
  const grays = Float32Array.from({ length: count * area }, (_, index) => {
    const place = (first * area + index) % pixels.length;
    return (pixels[place] ?? 0) / 255;
  });
  return tensor4d(grays, [count, side, side, 1]);
}

async function drawnFaces(): Promise<Uint8Array> {
  const { inputs } = JSON.parse(await readFile(DRAWN, 'utf8')) as { inputs: string };
  return Buffer.from(inputs, 'base64');
}

async function realFaces(folder: string): Promise<Uint8Array> {
  const all = await readFer2013(folder, 'PublicTest');
  const step = Math.floor(all.length / FACES);
  return Buffer.concat(
    Array.from({ length: FACES }, (_, index) => all[index * step]?.pixels ?? new Uint8Array()),
  );
}
