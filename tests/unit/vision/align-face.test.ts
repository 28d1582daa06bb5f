import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { alignFaces, type CropGeometry, fitSimilarity } from '../../../src/vision/align-face.ts';
import type { Landmarks, Point } from '../../../src/vision/types.ts';

const CANONICAL: Landmarks = {
  leftEye: { x: 0.3, y: 0.35 },
  rightEye: { x: 0.7, y: 0.35 },
  mouth: { x: 0.5, y: 0.8 },
};
const GEOMETRY: CropGeometry = { side: 48, landmarks: CANONICAL, colour: 'gray', mean: [0], deviation: 255 };
const NAMES = ['leftEye', 'rightEye', 'mouth'] as const;

function turned(degrees: number, scale: number, shift: Point): Landmarks {
  const [cosine, sine] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const move = ({ x, y }: Point): Point => ({
    x: 0.5 + scale * (cosine * (x - 0.5) - sine * (y - 0.5)) + shift.x,
    y: 0.5 + scale * (sine * (x - 0.5) + cosine * (y - 0.5)) + shift.y,
  });
  return {
    leftEye: move(CANONICAL.leftEye),
    rightEye: move(CANONICAL.rightEye),
    mouth: move(CANONICAL.mouth),
  };
}

/** A black crop with one soft white dot. */
function dotAt(dot: Point, side: number): number[] {
  return Array.from({ length: side * side * 3 }, (_, index) => {
    const x = (Math.floor(index / 3) % side) + 0.5;
    const y = Math.floor(index / (3 * side)) + 0.5;
    return 255 * Math.exp(-((x - dot.x * side) ** 2 + (y - dot.y * side) ** 2) / 18);
  });
}

function brightest(face: number[][][]): Point {
  let best = { x: 0, y: 0, value: Number.NEGATIVE_INFINITY };
  for (const [y, row] of face.entries()) {
    for (const [x, [value = 0]] of row.entries()) if (value > best.value) best = { x, y, value };
  }
  return { x: (best.x + 0.5) / face.length, y: (best.y + 0.5) / face.length };
}

describe('the similarity between two sets of landmarks', () => {
  it('brings points that were turned, scaled and shifted exactly back', () => {
    const shift = fc.double({ min: -0.2, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        shift,
        shift,
        (degrees, scale, x, y) => {
          const seen = turned(degrees, scale, { x, y });
          const { cosine, sine, x0, y0 } = fitSimilarity(CANONICAL, seen);
          for (const name of NAMES) {
            const from = CANONICAL[name];
            expect(cosine * from.x - sine * from.y + x0).toBeCloseTo(seen[name].x, 9);
            expect(sine * from.x + cosine * from.y + y0).toBeCloseTo(seen[name].y, 9);
          }
        },
      ),
    );
  });

  it('does not blow up a face whose eyes come together because it turns aside', () => {
    const aside = { ...CANONICAL, leftEye: { x: 0.48, y: 0.35 }, rightEye: { x: 0.52, y: 0.35 } };
    const { cosine, sine } = fitSimilarity(CANONICAL, aside);
    expect(Math.hypot(cosine, sine)).toBeGreaterThan(0.5);
  });
});

describe.each(['wasm', 'cpu'] as const)('aligning on %s', (backend) => {
  beforeAll(() => startBackend(backend));

  it('brings eyes and mouth of every face of the batch to their places', async () => {
    const faces = [turned(25, 0.5, { x: 0.05, y: -0.04 }), turned(-40, 0.7, { x: 0, y: 0.03 })];
    for (const name of NAMES) {
      const dots = faces.flatMap((face) => dotAt(face[name], 128));
      const crops: Tensor4D = tensor4d(dots, [2, 128, 128, 3]);
      const aligned = alignFaces(crops, faces, GEOMETRY);
      expect(aligned.shape).toEqual([2, 48, 48, 1]);
      for (const face of await aligned.array()) {
        const seen = brightest(face);
        expect(Math.abs(seen.x - CANONICAL[name].x)).toBeLessThan(1.1 / 48);
        expect(Math.abs(seen.y - CANONICAL[name].y)).toBeLessThan(1.1 / 48);
      }
      aligned.dispose();
      crops.dispose();
    }
  });

  it('makes gray of red, green and blue as the eye weighs them, and normalises', async () => {
    const crops: Tensor4D = tensor4d(
      Array.from({ length: 32 * 32 * 3 }, (_, index) => [100, 200, 50][index % 3] ?? 0),
      [1, 32, 32, 3],
    );
    const gray = alignFaces(crops, [CANONICAL], { ...GEOMETRY, mean: [53], deviation: 10 });
    const rgb = alignFaces(crops, [CANONICAL], {
      ...GEOMETRY,
      colour: 'rgb',
      mean: [100, 100, 0],
      deviation: 50,
    });
    expect((await gray.array())[0]?.[20]?.[20]?.[0]).toBeCloseTo(
      (0.299 * 100 + 0.587 * 200 + 5.7 - 53) / 10,
      3,
    );
    expect((await rgb.array())[0]?.[20]?.[20]?.map((value) => Math.round(value * 1e3) / 1e3)).toEqual([
      0, 2, 1,
    ]);
    for (const tensor of [crops, gray, rgb]) tensor.dispose();
  });
});
