import { readFileSync } from 'node:fs';
import {
  add,
  clone,
  div,
  keep,
  mean,
  memory,
  slice,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { loadExpressionClassifier } from '../../../src/vision/expression-classifier.ts';
import {
  ExpressionNetwork,
  type ExpressionNetworkDescription,
  type NetworkStep,
} from '../../../src/vision/expression-network.ts';
import { halfToSingle } from '../../../src/vision/half-precision.ts';
import { CLASSIFIER } from '../../../src/vision/model-manifest.ts';

/** What PyTorch says of the same weights, written by training/export.py. The pictures are drawn, not photographed. */
const ANSWERS = JSON.parse(readFileSync('tests/fixtures/expression-known-answers.json', 'utf8')) as {
  weightsSha256: string;
  shape: [number, number, number];
  inputs: string;
  /** At one look. */
  probabilities: number[][];
  /** With a second look, mirrored, where the network is unsure. */
  readings: number[][];
};

function drawnFaces(count: number): Tensor4D {
  const [, height, width] = ANSWERS.shape;
  const pixels = Float32Array.from(Buffer.from(ANSWERS.inputs, 'base64')).subarray(0, count * height * width);
  return tidy(() => div(tensor4d(pixels, [count, height, width, 1]), 255));
}

async function loadNetwork(): Promise<ExpressionNetwork> {
  const text = new TextDecoder().decode(await readModelFile('expression.json'));
  const description = JSON.parse(text) as ExpressionNetworkDescription;
  return new ExpressionNetwork(description, await readModelFile('expression.bin'));
}

// The processor alone takes seconds for a face while other work goes on beside it.
function expectAlike(found: readonly number[][], expected: readonly number[][]): void {
  expect(found).toHaveLength(expected.length);
  for (const [face, row] of expected.entries()) {
    for (const [label, probability] of row.entries()) {
      expect(Math.abs((found[face]?.[label] ?? Number.NaN) - probability)).toBeLessThan(2e-3);
    }
  }
}

describe.each(['wasm', 'cpu'] as const)('the expression network on %s', { timeout: 240_000 }, (backend) => {
  beforeAll(() => startBackend(backend));
  // The CPU backend takes a hundred times as long as WASM.
  const count = backend === 'cpu' ? 4 : ANSWERS.shape[0];

  it('says what PyTorch says of the weights that ship, to 2e-3 in every probability', async () => {
    expect(ANSWERS.weightsSha256).toBe(CLASSIFIER.files.weights.sha256);
    const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
    const before = memory().numTensors;
    const faces = drawnFaces(count);
    const output = classifier.predict(faces);
    expectAlike(await output.array(), ANSWERS.probabilities.slice(0, count));
    const said = await classifier.classify(faces);
    expectAlike(
      said.map((scores) => Object.values(scores)),
      ANSWERS.readings.slice(0, count),
    );
    output.dispose();
    faces.dispose();
    expect(memory().numTensors).toBe(before);
    classifier.dispose();
  });

  it('looks twice at some of the drawn faces, and tells other odds for them', () => {
    const changed = ANSWERS.readings.filter((row, face) =>
      row.some((value, label) => Math.abs(value - (ANSWERS.probabilities[face]?.[label] ?? 0)) > 0.01),
    );
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.length).toBeLessThan(ANSWERS.readings.length);
  });

  it('shows the maps of each step, half as large and wider after each pooling', async () => {
    const network = await loadNetwork();
    const faces = drawnFaces(count);
    const seen: { step: NetworkStep; side: number; channels: number }[] = [];
    const probabilities = network.probabilities(faces, (step, { shape }) =>
      seen.push({ step, side: shape[1], channels: shape[3] }),
    );
    const pooled = seen.filter(({ step }) => step.operation === 'pooling');
    expect(pooled.map(({ step, side }) => [step.place, side])).toEqual([
      ['stage1', 24],
      ['stage2', 12],
      ['stage3', 6],
    ]);
    expect(seen.at(0)).toMatchObject({ step: { place: 'input', operation: 'standardisation' }, side: 48 });
    expect(seen.at(1)).toMatchObject({ step: { place: 'stem', operation: 'convolution' }, side: 48 });
    expect(seen.at(-1)).toMatchObject({ step: { operation: 'activation' }, side: 6, channels: 128 });
    probabilities.dispose();
    faces.dispose();
    network.dispose();
  });

  it('says the same with each step shown as without', async () => {
    const network = await loadNetwork();
    const faces = drawnFaces(count);
    const outputs = [network.probabilities(faces), network.probabilities(faces, () => {})] as const;
    const [hidden, shown] = await Promise.all(outputs.map((output) => output.array()));
    for (const [face, row] of (hidden ?? []).entries()) {
      for (const [label, value] of row.entries()) expect(shown?.[face]?.[label]).toBeCloseTo(value, 5);
    }
    expect(shown).toHaveLength(count);
    for (const each of [faces, ...outputs]) each.dispose();
    network.dispose();
  });

  it('tells how much each place speaks for an expression: their mean is what the last layer says', async () => {
    const network = await loadNetwork();
    const faces = drawnFaces(count);
    const face = slice(faces, [0, 0, 0, 0], [1, -1, -1, -1]);
    let last: Tensor4D | undefined;
    const logits = network.logits(face, 'expression', (_step, maps) => {
      last?.dispose();
      last = keep(clone(maps));
    });
    const { places, bias } = network.classActivation(last as Tensor4D);
    const means = tidy(() => add(mean(places, 0), bias));
    const [said] = await logits.array();
    for (const [label, value] of ((await means.array()) as number[]).entries())
      expect(value).toBeCloseTo(said?.[label] ?? Number.NaN, 3);
    expect(places.shape).toEqual([36, 8]);
    for (const each of [faces, face, last, logits, places, bias, means]) each?.dispose();
    network.dispose();
  });

  it('does not care how bright a picture is', async () => {
    const network = await loadNetwork();
    const faces = drawnFaces(count);
    const brighter = tidy(() => add(faces, 0.3) as Tensor4D);
    const outputs = [network.probabilities(faces), network.probabilities(brighter)] as const;
    const [before, after] = await Promise.all(outputs.map((output) => output.array()));
    for (const [face, row] of (before ?? []).entries()) {
      for (const [label, value] of row.entries()) expect(after?.[face]?.[label]).toBeCloseTo(value, 3);
    }
    expect(after).toHaveLength(count);
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
