import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { publicModelFiles, readModelFile } from '../../../scripts/lib/model-files.ts';
import { KERNELS, NETWORKS } from '../../../src/vision/model-manifest.ts';
import { loadPipeline } from '../../../src/vision/pipeline.ts';

beforeAll(() => startBackend('wasm'));

const NAMES = [...NETWORKS.flatMap(({ graph, weights }) => [graph.name, weights.name]), KERNELS.name];

describe('the weights', () => {
  it('go into the build, every file of the manifest once', () => {
    expect(publicModelFiles().map(({ relativeDest }) => relativeDest)).toEqual(
      NAMES.map((name) => `models/${name}`),
    );
  });

  it.each(NAMES)('are refused when one bit of %s is wrong, and nothing stays in memory', async (damaged) => {
    const before = memory().numTensors;
    const readDamaged = async (name: string) => {
      const bytes = await readModelFile(name);
      const view = new Uint8Array(bytes);
      if (name === damaged) view[100] = (view[100] ?? 0) ^ 1;
      return bytes;
    };
    await expect(loadPipeline(readDamaged, 'wasm')).rejects.toThrow(`The model file ${damaged} is damaged`);
    expect(memory().numTensors).toBe(before);
  });

  it('that cannot be read are named by whoever reads them', async () => {
    const readNothing = () => Promise.reject(new Error('models/faceboxes.bin: 404'));
    await expect(loadPipeline(readNothing, 'wasm')).rejects.toThrow('404');
  });
});
