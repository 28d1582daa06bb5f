import { memory, type Tensor3D, tensor3d } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { mipLevel } from '../../../src/vision/mip-map.ts';
import { cutBoxes } from '../../../src/vision/preprocess.ts';

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const pictures: Tensor3D[] = [];

/** A picture whose red is given by x, green by y. */
function picture(width: number, height: number, red: (x: number) => number): Tensor3D {
  const values = Int32Array.from({ length: width * height * 3 }, (_, index) => {
    const x = Math.floor(index / 3) % width;
    return [red(x), Math.floor(index / (3 * width)), 0][index % 3] ?? 0;
  });
  const made = tensor3d(values, [height, width, 3], 'int32');
  pictures.push(made);
  return made;
}

afterEach(() => {
  for (const made of pictures.splice(0)) made.dispose();
});

describe.each(['wasm', 'cpu'] as const)('cutting boxes on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  async function redRow(pixels: Tensor3D, boxes: (typeof WHOLE)[], size: number): Promise<number[][]> {
    const cut = cutBoxes(pixels, boxes, size);
    const values = await cut.array();
    cut.dispose();
    return values.map((face) => (face[size / 2] ?? []).map((pixel) => pixel[0] ?? Number.NaN));
  }

  it('gives the picture back at its own size', async () => {
    const [row] = await redRow(
      picture(8, 8, (x) => 10 * x),
      [WHOLE],
      8,
    );
    expect(row?.map(Math.round)).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
  });

  it('fills what lies outside the picture with middle gray', async () => {
    const [row] = await redRow(
      picture(4, 4, () => 200),
      [{ x: -1, y: 0, width: 2, height: 1 }],
      8,
    );
    expect(row?.slice(0, 4)).toEqual([127.5, 127.5, 127.5, 127.5]);
    expect(row?.slice(5)).toEqual([200, 200, 200]);
  });

  it('averages a strong reduction where single taps would see only one of two stripes', async () => {
    const [row] = await redRow(
      picture(64, 64, (x) => (Math.floor(x / 2) % 2 ? 240 : 0)),
      [WHOLE],
      8,
    );
    for (const value of row ?? []) expect(value).toBeCloseTo(120, 3);
  });

  it('keeps the order of boxes that are cut from different halvings', async () => {
    const pixels = picture(64, 64, (x) => 2 * x);
    const part = (x: number, width: number) => ({ x, y: 0, width, height: width });
    const rows = await redRow(pixels, [WHOLE, part(0.25, 0.125), part(0.5, 0.5)], 8);
    const means = rows.map((row) => row.reduce((sum, value) => sum + value, 0) / row.length);
    expect(means[0]).toBeCloseTo(63, 0);
    expect(means[1]).toBeCloseTo(39, 0);
    expect(means[2]).toBeCloseTo(95, 0);
  });

  it('leaves nothing in memory but the cut', () => {
    const pixels = picture(64, 64, (x) => x);
    const before = memory().numTensors;
    cutBoxes(pixels, [WHOLE, WHOLE], 8).dispose();
    expect(memory().numTensors).toBe(before);
  });
});

it('halves a picture until a bilinear tap can do the rest', () => {
  expect([0.5, 1, 2, 2.1, 4, 4.1, 16].map(mipLevel)).toEqual([0, 0, 0, 1, 1, 2, 3]);
});
