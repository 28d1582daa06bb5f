/**
 * Does the shipped classifier say on Dawn's WebGPU what PyTorch says? `node bench/gpu/agreement.ts [ANSWERS] [JSON]`; the answers
 * are made as `bench/classifier/agreement.ts` says. Fails where a probability differs by 2e-3 or more.
 */
import { writeFile } from 'node:fs/promises';
import { tensor4d } from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { startBackend } from '../../src/vision/backend.ts';
import { loadExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import {
  compareAnswers,
  DRAWN_ANSWERS,
  describeAgreement,
  readAnswers,
  TOLERANCE,
} from '../classifier/compare-answers.ts';
import { startDawn } from './dawn.ts';

const [path = DRAWN_ANSWERS, json] = process.argv.slice(2);
const adapter = await startDawn();
await startBackend('webgpu', {
  wasmFolder: '',
  onLost: (reason) => {
    throw new Error(reason);
  },
});
const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
const { side } = classifier.crop;
const agreement = await compareAnswers(await readAnswers(path), async (grays, faces) => {
  const input = tensor4d(
    Float32Array.from(grays, (gray) => gray / 255),
    [faces, side, side, 1],
  );
  const output = classifier.predict(input);
  try {
    return await output.array();
  } finally {
    input.dispose();
    output.dispose();
  }
});
console.log(`${adapter.name}: ${describeAgreement(agreement)}`);
if (json !== undefined) await writeFile(json, JSON.stringify({ adapter, path, ...agreement }, undefined, 2));
// Dawn would keep the process alive.
process.exit(agreement.largest < TOLERANCE ? 0 : 1);
