import { fill, memory, type Tensor3D, type Tensor4D, tensor4d, zeros } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import type { CropGeometry } from '../../../src/vision/align-face.ts';
import { cutFaces, squareAround } from '../../../src/vision/cut-faces.ts';
import { toFaceCrops } from '../../../src/vision/face-crops.ts';
import { cutForNetworks } from '../../../src/vision/face-cuts.ts';
import { useFastKernels } from '../../../src/vision/kernels/use-fast-kernels.ts';
import { MipMap } from '../../../src/vision/mip-map.ts';
import { type FaceNetworks, readFaces } from '../../../src/vision/read-faces.ts';
import { StageClock } from '../../../src/vision/stage-clock.ts';
import type { Face, FaceCrop, Scores } from '../../../src/vision/types.ts';

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/** A picture of one shade of gray. */
const shade = (value: number, [height, width] = [12, 12]) =>
  fill([height ?? 0, width ?? 0, 3], value, 'int32') as Tensor3D;

describe('the square around a box', () => {
  it.each([
    ['wide', { x: 0.1, y: 0.2, width: 0.2, height: 0.1 }, 60, { x: 0.2, y: 0.25 }],
    ['high', { x: 0.1, y: 0.2, width: 0.1, height: 0.6 }, 90, { x: 0.15, y: 0.5 }],
  ])('that is %s has its longer side, and room, in pixels', (_, box, side, middle) => {
    const square = squareAround(box, 1.5, [100, 200, 3]);
    expect(square.width * 200).toBeCloseTo(side);
    expect(square.height * 100).toBeCloseTo(side);
    expect(square.x + square.width / 2).toBeCloseTo(middle.x);
    expect(square.y + square.height / 2).toBeCloseTo(middle.y);
  });
});

describe.each(['cpu', 'wasm'] as const)('faces of several pictures on %s', (backend) => {
  let [dark, light]: Tensor3D[] = [];
  beforeAll(async () => {
    await startBackend(backend);
    if (backend === 'wasm') await useFastKernels(readModelFile);
    [dark, light] = [shade(40), shade(200, [12, 30])];
  });
  afterAll(() => {
    for (const picture of [dark, light]) picture?.dispose();
  });
  const faces = () =>
    [dark, dark, light, dark, light, light].map((pixels) => ({ pixels: pixels as Tensor3D, region: WHOLE }));
  const EXPECTED = [40, 40, 200, 40, 200, 200];

  async function middles(crops: Tensor4D): Promise<number[]> {
    const [, side = 0] = crops.shape;
    const rows = await crops.array();
    return rows.map((face) => Math.round(face[side / 2]?.[side / 2]?.[0] ?? Number.NaN));
  }

  it('are cut in the order in which they are asked for', async () => {
    const cut = cutFaces(faces(), 8);
    expect(cut.shape).toEqual([6, 8, 8, 3]);
    expect(await middles(cut)).toEqual(EXPECTED);
    cut.dispose();
  });

  it.each([true, false])('are made ready for both networks (gray enough: %s)', async (isGrayEnough) => {
    const before = memory().numTensors;
    const { small, large } = cutForNetworks(faces(), 4, isGrayEnough);
    expect(small.shape).toEqual([6, 4, 4, 3]);
    expect(large.shape).toEqual([6, 8, 8, isGrayEnough && backend === 'wasm' ? 1 : 3]);
    expect(await middles(large)).toEqual(EXPECTED);
    const [first = 0, , third = 0] = (await small.array()).map((face) => face[2]?.[2]?.[1] ?? Number.NaN);
    expect(first).toBeCloseTo((2 * 40) / 255 - 1, 5);
    expect(third).toBeCloseTo((2 * 200) / 255 - 1, 5);
    for (const cut of [small, large]) cut.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

it('a picture is halved for whichever side of a box is reduced the more', async () => {
  await startBackend('cpu');
  const pixels = zeros([400, 1600, 3], 'int32') as Tensor3D;
  const picture = new MipMap(pixels);
  const levelFor = (width: number, height: number) =>
    picture.levelFor({ x: 0, y: 0, width, height }, { width: 100, height: 50 });
  // Sixteen across, eight down; then two across, eight down.
  expect(levelFor(1, 1)).toBe(3);
  expect(levelFor(0.125, 1)).toBe(2);
  pixels.dispose();
});

it('what the classifier got is shown as it was before it was normalised', async () => {
  const numbers = [-2, -1, 0, 1, 2, 3.2, -3, 0.5];
  const upright = tensor4d(numbers, [2, 2, 2, 1]);
  const crops = await toFaceCrops(upright, { mean: [100], deviation: 50 } as unknown as CropGeometry);
  upright.dispose();
  expect(crops).toEqual([
    { side: 2, gray: Uint8ClampedArray.from([0, 50, 100, 150]) },
    { side: 2, gray: Uint8ClampedArray.from([200, 255, 0, 125]) },
  ]);
});

describe('the reading of candidates', () => {
  const EYES = { leftEye: { x: 0.4, y: 0.4 }, rightEye: { x: 0.6, y: 0.4 }, mouth: { x: 0.5, y: 0.6 } };
  const HAPPY: Scores = { happiness: 0.5, neutral: 0.3, sadness: 0.2 };

  beforeAll(async () => {
    await startBackend('wasm');
    await useFastKernels(readModelFile);
  });

  /** Networks that say what they are told to. */
  function networks(presences: readonly number[], colour: CropGeometry['colour'] = 'gray') {
    const shapes: number[][] = [];
    const crop = {
      side: 6,
      landmarks: EYES,
      colour,
      mean: colour === 'gray' ? [0] : [0, 0, 0],
      deviation: 1,
    };
    return {
      shapes,
      networks: {
        landmarks: {
          inputSide: 8,
          leastPresence: 0.5,
          locate: async () => presences.map((presence) => ({ presence, landmarks: EYES })),
        },
        classifier: {
          crop,
          leastConfidence: 0.5,
          classify: async (faces: Tensor4D) => {
            shapes.push(faces.shape);
            return presences.map(() => HAPPY);
          },
        },
      } as unknown as FaceNetworks,
    };
  }

  async function read(
    presences: readonly number[],
    seen?: Map<Face, FaceCrop>,
    colour?: CropGeometry['colour'],
  ) {
    const pixels = shade(90, [24, 24]);
    const clock = new StageClock();
    const time = vi.spyOn(clock, 'time');
    const told = networks(presences, colour);
    const candidates = presences.map(() => ({ pixels, region: WHOLE, detectionConfidence: 0.9 }));
    const before = memory().numTensors;
    const faces = await readFaces(
      candidates,
      told.networks,
      { most: 16, sizes: 'any', atOnce: 1 },
      clock,
      seen,
    );
    expect(memory().numTensors).toBe(before);
    pixels.dispose();
    return { faces, shapes: told.shapes, stages: time.mock.calls.map(([stage]) => stage) };
  }

  it('takes for a face what the landmark network is just sure of, and nothing less, and no number at all', async () => {
    const { faces, stages } = await read([0.5, 0.49, Number.NaN, 1]);
    expect(faces.map((face) => face?.expression)).toEqual(['happiness', undefined, undefined, 'happiness']);
    expect(faces[0]).toMatchObject({ confidence: 0.5, uncertain: false, detectionConfidence: 0.9 });
    expect(stages).toEqual(['align', 'classify']);
  });

  it('shows what the classifier got of each face, and of nothing else', async () => {
    const seen = new Map<Face, FaceCrop>();
    const { faces } = await read([1, 0, 1], seen);
    expect([...seen.keys()]).toEqual([faces[0], faces[2]]);
    for (const { side, gray } of seen.values()) {
      expect(side).toBe(6);
      expect([...gray]).toEqual(Array.from({ length: 36 }, () => 90));
    }
  });

  it.each([
    ['gray', 1],
    ['rgb', 3],
  ] as const)('gives a classifier of %s crops of %i channels', async (colour, channels) => {
    const { shapes } = await read([1, 1], undefined, colour);
    expect(shapes).toEqual([[2, 6, 6, channels]]);
  });
});
