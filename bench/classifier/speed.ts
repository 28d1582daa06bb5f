/**
 * What the shipped classifier costs for a face, next to human's `emotion` in the same run: tfjs on WASM, one thread.
 *
 *     npm run bench:classifier -- [--rounds 11] [--json FILE]
 *
 * Both get crops that are cut already, and end when the probabilities have been read back. The two take turns; the
 * ratio is the median over pairs. Neither network's time depends on what the crops show, so they are drawn at random.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type GraphModel, loadGraphModelSync } from '@tensorflow/tfjs-converter';
import { randomUniform, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { loadExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import { readHumanEmotion } from '../lib/human-emotion.ts';
import { startBackend } from '../lib/node-backend.ts';
import { compareInterleaved } from './interleaved.ts';

const BATCHES = [1, 4, 16, 64];
/** A round takes at least so many faces through each network. */
const FACES_IN_ROUND = 64;
const HUMAN_SIDE = 64;

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '11' }, json: { type: 'string' } },
});
await startBackend('wasm');
const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
const human = loadGraphModelSync(readHumanEmotion()) as unknown as GraphModel;

console.log(`${CLASSIFIER.id} beside human's emotion, WASM, one thread, ${options.rounds} pairs, medians`);
console.log('batch   ours, ms a face   human, ms a face   ratio');
const results = [];
for (const batch of BATCHES) {
  const result = await measure(batch);
  results.push(result);
  const { ours, theirs, ratio } = result;
  console.log(
    `${String(batch).padStart(5)}${ours.toFixed(2).padStart(18)}${theirs.toFixed(2).padStart(19)}${ratio.toFixed(3).padStart(8)}`,
  );
}
if (options.json !== undefined) {
  const report = { model: CLASSIFIER.id, backend: 'wasm', processor: cpus()[0]?.model, results };
  await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

/** Milliseconds a face. */
async function measure(
  batch: number,
): Promise<{ batch: number; ours: number; theirs: number; ratio: number }> {
  const forOurs: Tensor4D = randomUniform([batch, classifier.crop.side, classifier.crop.side, 1], 0, 1);
  const forHuman: Tensor4D = randomUniform([batch, HUMAN_SIDE, HUMAN_SIDE, 1], -1, 1);
  try {
    const { ours, theirs, ratio } = await compareInterleaved(
      () => classifier.classify(forOurs),
      () => readBack(human.execute(forHuman) as Tensor2D),
      { rounds: Number(options.rounds), repeats: Math.max(1, FACES_IN_ROUND / batch) },
    );
    return { batch, ours: ours / batch, theirs: theirs / batch, ratio };
  } finally {
    forOurs.dispose();
    forHuman.dispose();
  }
}

async function readBack(output: Tensor2D): Promise<void> {
  await output.array();
  output.dispose();
}
