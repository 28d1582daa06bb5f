import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { div, memory, ready, setBackend, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { loadExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import answers from '../fixtures/expression-known-answers.json';

/** Without a GPU Chromium computes the shaders on the processor: a hundred times slower, and as exact. */
const PATIENCE = 180_000;

async function readModelFile(name: string): Promise<ArrayBuffer> {
  return (await fetch(`/src/vision/weights/${name}`)).arrayBuffer();
}

function drawnFaces(): Tensor4D {
  const [count, height, width] = answers.shape as [number, number, number];
  const pixels = Float32Array.from(atob(answers.inputs), (byte) => byte.charCodeAt(0));
  return tidy(() => div(tensor4d(pixels, [count, height, width, 1]), 255));
}

/** `npm run bench:agreement` asks the same of any number of faces. */
describe.each(['webgl', 'webgpu'] as const)('the expression classifier on %s', (backend) => {
  it('says what PyTorch says of drawn faces, with a second look where it is unsure', {
    timeout: PATIENCE,
  }, async () => {
    expect(await setBackend(backend)).toBe(true);
    await ready();
    const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
    const faces = drawnFaces();
    const before = memory().numTensors;
    const said = await classifier.classify(faces);
    expect(memory().numTensors).toBe(before);
    expect(said).toHaveLength(answers.readings.length);
    for (const [face, row] of answers.readings.entries()) {
      for (const [label, value] of Object.values(said[face] ?? {}).entries()) {
        expect(Math.abs(value - (row[label] ?? Number.NaN))).toBeLessThan(2e-3);
      }
    }
    faces.dispose();
    classifier.dispose();
  });
});
