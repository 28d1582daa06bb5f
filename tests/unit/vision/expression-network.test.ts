import { readFileSync } from 'node:fs';
import { add, div, memory, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { loadExpressionClassifier } from '../../../src/vision/expression-classifier.ts';
import {
  ExpressionNetwork,
  type ExpressionNetworkDescription,
} from '../../../src/vision/expression-network.ts';
import { halfToSingle } from '../../../src/vision/half-precision.ts';
import { CLASSIFIER } from '../../../src/vision/model-manifest.ts';

/** What PyTorch says of the same weights, written by training/export.py. The pictures are drawn, not photographed. */
const ANSWERS = JSON.parse(readFileSync('tests/fixtures/expression-known-answers.json', 'utf8')) as {
  weightsSha256: string;
  shape: [number, number, number];
  inputs: string;
  probabilities: number[][];
};

function drawnFaces(): Tensor4D {
  const pixels = Float32Array.from(Buffer.from(ANSWERS.inputs, 'base64'));
  return tidy(() => div(tensor4d(pixels, [...ANSWERS.shape, 1]), 255));
}

async function loadNetwork(): Promise<ExpressionNetwork> {
  const text = new TextDecoder().decode(await readModelFile('expression.json'));
  const description = JSON.parse(text) as ExpressionNetworkDescription;
  return new ExpressionNetwork(description, await readModelFile('expression.bin'));
}

describe.each(['wasm', 'cpu'] as const)('the expression network on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  it('says what PyTorch says of the weights that ship, to 2e-3 in every probability', async () => {
    expect(ANSWERS.weightsSha256).toBe(CLASSIFIER.files.weights.sha256);
    const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
    const before = memory().numTensors;
    const faces = drawnFaces();
    const said = await classifier.classify(faces);
    faces.dispose();
    expect(memory().numTensors).toBe(before);
    for (const [face, expected] of ANSWERS.probabilities.entries()) {
      for (const [index, probability] of Object.values(said[face] ?? {}).entries()) {
        expect(Math.abs(probability - (expected[index] ?? Number.NaN))).toBeLessThan(2e-3);
      }
    }
    expect(said).toHaveLength(ANSWERS.probabilities.length);
    classifier.dispose();
  });

  it('shows the maps of each stage, half as large and wider than those before', async () => {
    const network = await loadNetwork();
    const faces = drawnFaces();
    const seen: [string, number, number][] = [];
    const probabilities = network.probabilities(faces, (stage, { shape }) =>
      seen.push([stage, shape[1], shape[3]]),
    );
    expect(seen.map(([stage]) => stage)).toEqual(['stem', 'stage1', 'stage2', 'stage3']);
    expect(seen.map(([, side]) => side)).toEqual([48, 24, 12, 6]);
    expect(seen.map(([, , channels]) => channels)).toEqual(
      [...seen.map(([, , c]) => c)].sort((a, b) => a - b),
    );
    probabilities.dispose();
    faces.dispose();
    network.dispose();
  });

  it('does not care how bright a picture is', async () => {
    const network = await loadNetwork();
    const faces = drawnFaces();
    const brighter = tidy(() => add(faces, 0.3) as Tensor4D);
    const outputs = [network.probabilities(faces), network.probabilities(brighter)] as const;
    const [before, after] = await Promise.all(outputs.map((output) => output.array()));
    for (const [face, row] of (before ?? []).entries()) {
      for (const [label, value] of row.entries()) expect(after?.[face]?.[label]).toBeCloseTo(value, 3);
    }
    expect(after).toHaveLength(ANSWERS.probabilities.length);
    for (const each of [faces, brighter, ...outputs]) each.dispose();
    network.dispose();
  });
});

describe('half precision', () => {
  it('is read as Float16Array reads it', () => {
    const half = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(fc.array(half, { maxLength: 50 }), (halves) => {
        const bytes = Uint16Array.from(halves);
        expect([...halfToSingle(new DataView(bytes.buffer))]).toEqual([...new Float16Array(bytes.buffer)]);
      }),
    );
  });
});
