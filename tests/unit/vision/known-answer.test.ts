import { add, memory, mul, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { checkKnownAnswer } from '../../../src/vision/known-answer.ts';
import { CLASSIFIER, DETECTOR, LANDMARKS } from '../../../src/vision/model-manifest.ts';
import { loadPipeline, type Pipeline } from '../../../src/vision/pipeline.ts';

async function pipelineOn(backend: 'wasm' | 'cpu'): Promise<Pipeline> {
  await startBackend(backend);
  return loadPipeline(readModelFile, backend);
}

describe('the known answer', () => {
  it('is stored for every network', () => {
    for (const { knownAnswer } of [DETECTOR, LANDMARKS, CLASSIFIER]) expect(knownAnswer).toHaveLength(8);
  });

  it.each(['wasm', 'cpu'] as const)(
    'is given by %s, which leaves nothing in memory',
    { timeout: 60_000 },
    async (backend) => {
      const pipeline = await pipelineOn(backend);
      await checkKnownAnswer(pipeline);
      const before = memory().numTensors;
      await checkKnownAnswer(pipeline);
      expect(memory().numTensors).toBe(before);
      pipeline.dispose();
    },
  );

  it('tells when a network gives plausible wrong numbers', async () => {
    const { networks, ...pipeline } = await pipelineOn('wasm');
    const wrong = {
      ...networks,
      detector: {
        detect: networks.detector.detect,
        dispose: networks.detector.dispose,
        predict: (inputs: Parameters<typeof networks.detector.predict>[0]) =>
          tidy(() => add(mul(networks.detector.predict(inputs), 1), 0.02) as Tensor3D),
      },
    };
    await expect(checkKnownAnswer({ networks: wrong })).rejects.toThrow(
      /The face detector gives wrong answers here: -?[\d.]+ instead of/,
    );
    expect(pipeline).toBeDefined();
    for (const network of Object.values(networks)) network.dispose();
  });

  it('tells when a network gives no numbers at all', async () => {
    const { networks } = await pipelineOn('wasm');
    const broken = {
      ...networks,
      landmarks: {
        ...networks.landmarks,
        predict: (crops: never) => mul(networks.landmarks.predict(crops), Number.NaN),
      },
    };
    await expect(checkKnownAnswer({ networks: broken as unknown as typeof networks })).rejects.toThrow(
      'The landmark network gives wrong answers here: NaN',
    );
    for (const network of Object.values(networks)) network.dispose();
  });
});
