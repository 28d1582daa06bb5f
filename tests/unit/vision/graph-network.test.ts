import { loadGraphModelSync } from '@tensorflow/tfjs-converter';
import { memory, randomUniform, type Tensor, type Tensor4D, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { loadFaceDetector } from '../../../src/vision/face-detector.ts';
import { GraphNetwork } from '../../../src/vision/graph-network.ts';
import { loadLandmarkNetwork } from '../../../src/vision/landmark-network.ts';
import type { NetworkFiles } from '../../../src/vision/load-network.ts';
import { DETECTOR, LANDMARKS } from '../../../src/vision/model-manifest.ts';

beforeAll(() => startBackend('wasm'));

/** What the converter's own executor makes of a network. */
async function executed(files: NetworkFiles, inputs: Record<string, Tensor>, outputs: string[]) {
  const graph = JSON.parse(new TextDecoder().decode(await readModelFile(files.graph.name)));
  const model = loadGraphModelSync([graph, await readModelFile(files.weights.name)]);
  try {
    return tidy(() => [model.execute(inputs, outputs)].flat().map((head) => [...head.dataSync()]));
  } finally {
    model.dispose();
  }
}

function drawn(shape: [number, number, number, number]): Tensor4D {
  return randomUniform(shape, -1, 1, 'float32', 7);
}

describe('a network of the converter, run by ourselves', () => {
  it('gives what its executor gives: the detector, grid after grid', async () => {
    const detector = await loadFaceDetector(DETECTOR, readModelFile, 'snug');
    const inputs = drawn([2, 128, 256, 3]);
    const names = ['class_predictor', 'box_encoding_predictor'].flatMap((head) =>
      [0, 1, 2].map((grid) => `prediction_layers/${head}_${grid}/BiasAdd`),
    );
    const heads = await executed(DETECTOR.files, { 'standardize_input/sub': inputs }, names);
    const output = detector.predict(inputs);
    const anchors = [0, 1, 2].map((grid) => (heads[grid]?.length ?? 0) / 4);
    expect(output.shape).toEqual([2, anchors.reduce((sum, count) => sum + count, 0), 6]);
    const numbers = output.dataSync();
    let at = 0;
    for (const picture of [0, 1]) {
      for (const [grid, count] of anchors.entries()) {
        for (let anchor = picture * count; anchor < (picture + 1) * count; anchor++, at += 6) {
          const logits = heads[grid]?.slice(2 * anchor, 2 * anchor + 2) ?? [];
          const offsets = heads[grid + 3]?.slice(4 * anchor, 4 * anchor + 4) ?? [];
          expect([...numbers.subarray(at, at + 6)]).toEqual([...logits, ...offsets]);
        }
      }
    }
    expect(at).toBe(numbers.length);
    for (const each of [inputs, output]) each.dispose();
    detector.dispose();
  });

  it('gives what its executor gives: the landmark network', async () => {
    const landmarks = await loadLandmarkNetwork(LANDMARKS, readModelFile);
    const inputs = drawn([2, 128, 128, 3]);
    const [expected] = await executed(LANDMARKS.files, { input: inputs }, ['Identity']);
    const output = landmarks.predict(inputs);
    expect(output.shape).toEqual([2, 896, 17]);
    expect([...output.dataSync()]).toEqual(expected);
    for (const each of [inputs, output]) each.dispose();
    landmarks.dispose();
  });

  it('leaves nothing in memory', async () => {
    const before = memory().numTensors;
    const landmarks = await loadLandmarkNetwork(LANDMARKS, readModelFile);
    const held = memory().numTensors;
    const inputs = drawn([1, 128, 128, 3]);
    landmarks.predict(inputs).dispose();
    inputs.dispose();
    expect(memory().numTensors).toBe(held);
    landmarks.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('a graph', () => {
  const pool = (name: string, ...input: string[]) => ({ name, op: 'MaxPool', input });
  const nothing = () => new Map<string, Tensor>();

  it('is refused where its output needs an operation that is not known', () => {
    const nodes = [{ name: 'out', op: 'NonMaxSuppressionV5', input: ['in'] }];
    expect(() => new GraphNetwork(nodes, 'in', 'out', nothing)).toThrow('NonMaxSuppressionV5');
    const beside = [pool('out', 'in'), { name: 'odd', op: 'NonMaxSuppressionV5', input: ['out'] }];
    expect(() => new GraphNetwork(beside, 'in', 'out', nothing)).not.toThrow();
  });

  it('is refused where it lacks a weight, and keeps none of the others', () => {
    const nodes = [{ name: 'out', op: 'ConcatV2', input: ['there', 'missing', 'axis'] }];
    const before = memory().numTensors;
    const readWeights = () => new Map([['there', tensor1d([1])]]);
    expect(() => new GraphNetwork(nodes, 'in', 'out', readWeights)).toThrow('The network lacks missing.');
    expect(memory().numTensors).toBe(before);
  });

  it('wants no weights but those that its output needs', () => {
    const nodes = [pool('out', 'in'), { name: 'else', op: 'ConcatV2', input: ['in', 'weight', 'axis'] }];
    const wanted: boolean[] = [];
    new GraphNetwork(nodes, 'in', 'out', (isWanted) => {
      wanted.push(isWanted('in'), isWanted('weight'), isWanted('axis'));
      return nothing();
    });
    expect(wanted).toEqual([true, false, false]);
  });

  it('may use a value twice, also at once', () => {
    const strides = { list: { i: [1, 1, 1, 1] } };
    const nodes = [
      {
        name: 'a',
        op: 'MaxPool',
        input: ['in'],
        attr: { ksize: strides, strides, padding: { s: btoa('SAME') } },
      },
      { name: 'out', op: 'ConcatV2', input: ['a', 'a', 'axis'] },
    ];
    const input = drawn([1, 2, 2, 1]);
    const before = memory().numTensors;
    const output = new GraphNetwork(nodes, 'in', 'out', nothing).run(input);
    expect(memory().numTensors).toBe(before + 1);
    const [first = 0, second = 1] = output.dataSync();
    expect(first).toBe(second);
    expect(output.shape).toEqual([1, 2, 2, 2]);
    for (const each of [input, output]) each.dispose();
  });
});
