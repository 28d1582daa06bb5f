import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { memory, slice, type Tensor3D, zeros } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readPicture } from '../../../bench/lib/pictures.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { intersectionOverUnion } from '../../../src/vision/geometry.ts';
import { loadPipeline, type Picture, type Pipeline } from '../../../src/vision/pipeline.ts';
import type { Box, Expression, Face, Reading } from '../../../src/vision/types.ts';
import knownFaces from '../../fixtures/known-faces.json' with { type: 'json' };

interface KnownPicture {
  readonly width: number;
  readonly height: number;
  readonly faces: readonly { readonly box: Box; readonly expression?: Expression }[];
}

const KNOWN = Object.entries(knownFaces) as [string, KnownPicture][];
const FIXTURES = join(import.meta.dirname, '../../fixtures');
const DEMO = join(
  dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
  'demo',
);

let pipeline: Pipeline;

beforeAll(async () => {
  await startBackend('wasm');
  pipeline = await loadPipeline(readModelFile, 'wasm');
}, 60_000);

afterAll(() => pipeline.dispose());

async function withPictures<Result>(names: string[], use: (pictures: Picture[]) => Promise<Result>) {
  const pictures = await Promise.all(
    names.map((name) => readPicture(join(name === 'astronaut.png' ? FIXTURES : DEMO, name))),
  );
  try {
    return await use(pictures);
  } finally {
    for (const { pixels } of pictures) pixels.dispose();
  }
}

function expectKnownFaces(reading: Reading | undefined, known: KnownPicture): void {
  expect(reading?.faces).toHaveLength(known.faces.length);
  for (const { box, expression } of known.faces) {
    const face = reading?.faces.find((found) => intersectionOverUnion(found.box, box) >= 0.5);
    expect(face, `a face at ${JSON.stringify(box)}`).toBeDefined();
    if (expression) expect(face?.expression).toBe(expression);
  }
}

/** Its expression and its box in hundredths of the picture: batches differ in the last places. */
function describeFace({ expression, box: { x, y, width, height } }: Face): string {
  return [expression, ...[x, y, width, height].map((number) => Math.round(100 * number))].join(' ');
}

describe('reading photos', () => {
  it.each(KNOWN)(
    'finds the faces of %s, all of them and nothing else',
    async (name, known) => {
      const [reading] = await withPictures([name], (pictures) => pipeline.read(pictures));
      expect(reading).toMatchObject({ width: known.width, height: known.height, backend: 'wasm' });
      expectKnownFaces(reading, known);
    },
    60_000,
  );

  it('reads many pictures in one call as it reads each alone', async () => {
    const names = KNOWN.map(([name]) => name);
    const readings = await withPictures(names, (pictures) => pipeline.read(pictures));
    expect(readings).toHaveLength(KNOWN.length);
    for (const [index, [, known]] of KNOWN.entries()) expectKnownFaces(readings[index], known);
  }, 120_000);

  it('reads the same in batches that overlap and are filled up, as on a GPU', async () => {
    const rules = { most: 4, sizes: 'filled up', atOnce: 2 } as const;
    const limits = { pictures: rules, faces: rules };
    const asOnGpu = await loadPipeline(readModelFile, 'wasm', limits);
    try {
      const names = KNOWN.map(([name]) => name);
      await withPictures(names, async (pictures) => {
        const expected = await pipeline.read(pictures);
        const found = await asOnGpu.read(pictures);
        expect(found.map(({ faces }) => faces.map(describeFace))).toEqual(
          expected.map(({ faces }) => faces.map(describeFace)),
        );
      });
    } finally {
      asOnGpu.dispose();
    }
  }, 120_000);

  it('gives scores that sum to 1, the largest face first, eyes above the mouth', async () => {
    const [reading] = await withPictures(['sample5.jpg'], (pictures) => pipeline.read(pictures));
    const areas = reading?.faces.map(({ box }) => box.width * box.height) ?? [];
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
    for (const { scores, expression, confidence, landmarks } of reading?.faces ?? []) {
      expect(Object.values(scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
      expect(scores[expression]).toBe(confidence);
      expect(landmarks.leftEye.x).toBeLessThan(landmarks.rightEye.x);
      expect(landmarks.mouth.y).toBeGreaterThan(Math.max(landmarks.leftEye.y, landmarks.rightEye.y));
    }
  }, 60_000);

  it('finds a face that fills the whole picture and more, by a second look with room around it', async () => {
    const [reading] = await withPictures(['astronaut.png'], async ([picture]) => {
      const pixels = slice(picture?.pixels as Tensor3D, [98, 195, 0], [64, 64, -1]);
      try {
        return await pipeline.read([{ pixels, width: 64, height: 64 }]);
      } finally {
        pixels.dispose();
      }
    });
    expect(reading?.faces).toHaveLength(1);
  }, 60_000);

  it('throws out a candidate in which the landmark network sees no face', async () => {
    const { landmarks } = pipeline.networks;
    const locate = landmarks.locate.bind(landmarks);
    vi.spyOn(landmarks, 'locate').mockImplementationOnce(async (crops) =>
      (await locate(crops)).map((face) => ({ ...face, presence: 0.5 })),
    );
    const [reading] = await withPictures(['astronaut.png'], (pictures) => pipeline.read(pictures));
    expect(reading?.faces).toEqual([]);
  }, 60_000);

  it('finds no face on an empty picture, and nothing in no pictures', async () => {
    const pixels: Tensor3D = zeros([90, 120, 3], 'int32');
    const [reading] = await pipeline.read([{ pixels, width: 120, height: 90 }]);
    pixels.dispose();
    expect(reading?.faces).toEqual([]);
    expect(await pipeline.read([])).toEqual([]);
  }, 60_000);
});

describe('what a GPU prepares', () => {
  it('is every size of a batch with which it reads, and leaves nothing behind', async () => {
    const asOnGpu = await loadPipeline(readModelFile, 'webgl');
    try {
      const { detector, classifier } = asOnGpu.networks;
      const sizes = (network: typeof detector | typeof classifier) => {
        const calls = vi.spyOn(network, 'predict').mock.calls as unknown as [{ shape: number[] }][];
        return () => new Set(calls.splice(0).map(([{ shape }]) => shape[0]));
      };
      const [pictureSizes, faceSizes] = [sizes(detector), sizes(classifier)];
      const before = memory().numTensors;
      await asOnGpu.warmUp();
      // Every batch takes the same time, as on a GPU that is wide enough.
      let ticks = 0;
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => ticks++);
      for await (const _ of asOnGpu.prepare());
      clock.mockRestore();
      expect(asOnGpu.limits).toEqual({
        pictures: { most: 4, sizes: 'filled up', atOnce: 2 },
        faces: { most: 16, sizes: 'filled up', atOnce: 2 },
      });
      expect(memory().numTensors).toBe(before);
      const prepared = [pictureSizes(), faceSizes()] as const;
      expect(prepared).toEqual([new Set([1, 2, 4]), new Set([1, 2, 4, 8, 16])]);

      const blank: Tensor3D = zeros([90, 120, 3], 'int32');
      const empty = { pixels: blank, width: 120, height: 90 };
      await withPictures(['sample5.jpg', 'astronaut.png'], async ([many, one]) => {
        const pictures = [empty, many, empty, empty, one] as Picture[];
        const readings = await asOnGpu.read(pictures);
        expect(readings.map(({ faces }) => faces.length > 0)).toEqual(pictures.map((each) => each !== empty));
      });
      blank.dispose();
      expect([...pictureSizes()].filter((size) => !prepared[0].has(size))).toEqual([]);
      expect([...faceSizes()].filter((size) => !prepared[1].has(size))).toEqual([]);
    } finally {
      asOnGpu.dispose();
    }
  }, 120_000);

  it('is nothing on a processor', async () => {
    const { limits } = pipeline;
    expect(await pipeline.prepare().next()).toEqual({ done: true, value: undefined });
    expect(pipeline.limits).toBe(limits);
  });
});

describe('the memory of a backend', () => {
  it('is what it was after a reading, after an abort and after a failure', async () => {
    await withPictures(['astronaut.png'], async (pictures) => {
      await pipeline.read(pictures);
      const before = memory().numTensors;
      await pipeline.read(pictures);
      expect(memory().numTensors).toBe(before);

      const reason = new Error('scrolled away');
      await expect(pipeline.read(pictures, AbortSignal.abort(reason))).rejects.toBe(reason);
      expect(memory().numTensors).toBe(before);

      vi.spyOn(pipeline.networks.landmarks, 'locate').mockRejectedValueOnce(new Error('device lost'));
      await expect(pipeline.read(pictures)).rejects.toThrow('device lost');
      expect(memory().numTensors).toBe(before);
    });
  }, 60_000);

  it('is given back when the pipeline is disposed', async () => {
    const before = memory().numTensors;
    const second = await loadPipeline(readModelFile, 'wasm');
    await second.warmUp();
    second.dispose();
    expect(memory().numTensors).toBe(before);
  }, 60_000);
});
