import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { fitSimilarity } from '../../../src/vision/align-face.ts';
import { decodeDetections, NUMBERS_PER_ANCHOR } from '../../../src/vision/decode-detections.ts';
import { decodeLandmarks, NUMBERS_PER_CROP } from '../../../src/vision/decode-landmarks.ts';
import { faceBox } from '../../../src/vision/face-box.ts';
import {
  boxInPicture,
  fitBox,
  intersectionOverUnion,
  letterbox,
  pointInPicture,
  pointInRegion,
  snugInput,
} from '../../../src/vision/geometry.ts';
import { halfToSingle } from '../../../src/vision/half-precision.ts';
import { readVerified } from '../../../src/vision/load-network.ts';
import { mipLevel } from '../../../src/vision/mip-map.ts';
import { CLASSIFIER } from '../../../src/vision/model-manifest.ts';
import { suppressOverlaps } from '../../../src/vision/non-max-suppression.ts';

/** What a backend may give: any single, numbers that are none too. */
const raw = fc.oneof(
  fc.float(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 3.4e38, 1e-45),
  fc.float({ min: -20, max: 20, noNaN: true }),
);
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const box = fc.record({
  x: number(-2, 2),
  y: number(-2, 2),
  width: number(0.001, 3),
  height: number(0.001, 3),
});
const point = fc.record({ x: number(-2, 2), y: number(-2, 2) });
const landmarks = fc.record({ leftEye: point, rightEye: point, mouth: point });

/** Whether points of such numbers can be somewhere. */
const isTame = (numbers: Float32Array) => numbers.every((value) => Math.abs(value) < 1e30);
const areFinite = (values: readonly number[]) => values.every(Number.isFinite);

describe('whatever numbers a backend gives', () => {
  it('make boxes with a place and a size, and odds between 0 and 1', () => {
    const anchors = [
      { x: 0.1, y: 0.2, width: 0.3, height: 0.1 },
      { x: -0.1, y: 0.9, width: 1, height: 0.01 },
    ];
    const output = fc.array(raw, { minLength: 0, maxLength: anchors.length * NUMBERS_PER_ANCHOR });
    const coding = { centreVariance: 0.1, sizeVariance: 0.2 };
    fc.assert(
      fc.property(output, number(0.01, 0.99), (numbers, least) => {
        const found = decodeDetections(Float32Array.from(numbers), anchors, coding, least);
        for (const { box, score } of found) {
          expect(areFinite([box.x, box.y, box.width, box.height])).toBe(true);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
          expect(score).toBeGreaterThanOrEqual(least - 1e-9);
          expect(score).toBeLessThanOrEqual(1);
        }
        const kept = suppressOverlaps(found, 0.3, 100);
        for (const a of kept)
          for (const b of kept)
            if (a !== b) expect(intersectionOverUnion(a.box, b.box)).toBeLessThanOrEqual(0.3);
      }),
      { numRuns: 1000 },
    );
  });

  it('make landmarks that are somewhere, where they speak for a face at all', () => {
    const sparse = fc.array(fc.tuple(fc.nat(NUMBERS_PER_CROP - 1), raw), { maxLength: 200 });
    fc.assert(
      fc.property(sparse, raw, (changes, everywhere) => {
        const numbers = new Float32Array(NUMBERS_PER_CROP).fill(everywhere);
        for (const [place, value] of changes) numbers[place] = value;
        const { presence, landmarks: found } = decodeLandmarks(numbers);
        const places = Object.values(found).flatMap(({ x, y }) => [x, y]);
        if (presence > 0.01 && isTame(numbers)) expect(areFinite(places)).toBe(true);
        expect(presence).toBeGreaterThanOrEqual(0);
        expect(presence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('boxes and points', () => {
  it('go into a region and come back', () => {
    fc.assert(
      fc.property(point, box, (place, region) => {
        const back = pointInRegion(pointInPicture(place, region), region);
        expect(back.x).toBeCloseTo(place.x, 6);
        expect(back.y).toBeCloseTo(place.y, 6);
      }),
    );
  });

  it('have an overlap that no change of scale and place alters', () => {
    fc.assert(
      fc.property(box, box, box, (a, b, region) => {
        const before = intersectionOverUnion(a, b);
        expect(intersectionOverUnion(boxInPicture(a, region), boxInPicture(b, region))).toBeCloseTo(
          before,
          5,
        );
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('are fitted back by the opposite fit', () => {
    fc.assert(
      fc.property(box, number(0.1, 5), (a, scale) => {
        const back = fitBox(fitBox(a, { shiftX: 0, shiftY: 0, scale }), {
          shiftX: 0,
          shiftY: 0,
          scale: 1 / scale,
        });
        expect(back.x).toBeCloseTo(a.x, 6);
        expect(back.height).toBeCloseTo(a.height, 6);
      }),
    );
  });

  it('of pictures of any shape lie in their letterbox, down to a line of pixels', () => {
    const side = fc.integer({ min: 1, max: 3_000_000 });
    fc.assert(
      fc.property(side, side, number(0, 0.4), (width, height, margin) => {
        const input = snugInput({ width, height }, 512, margin, 64);
        for (const length of [input.width, input.height]) {
          expect(length % 64).toBe(0);
          expect(length).toBeGreaterThanOrEqual(64);
          expect(length).toBeLessThanOrEqual(512);
        }
        const { x, y, width: w, height: h } = letterbox({ width, height }, input, margin);
        expect(x).toBeLessThanOrEqual(1e-9);
        expect(y).toBeLessThanOrEqual(1e-9);
        expect(x + w).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(y + h).toBeGreaterThanOrEqual(1 - 1e-9);
        expect((w * width * input.height) / (h * height * input.width)).toBeCloseTo(1, 6);
      }),
    );
  });

  it('of a face make a square of a size, also where eyes and mouth fall together', () => {
    fc.assert(
      fc.property(landmarks, fc.option(point, { nil: undefined }), (points, found) => {
        const { x, y, width, height } = faceBox(points, found);
        expect(areFinite([x, y, width, height])).toBe(true);
        expect(width).toBe(height);
      }),
    );
  });

  it('are brought where they belong by one similarity', () => {
    fc.assert(
      fc.property(landmarks, number(-3, 3), number(0.2, 4), point, (from, angle, scale, shift) => {
        const spread = Math.hypot(from.leftEye.x - from.mouth.x, from.leftEye.y - from.mouth.y);
        fc.pre(spread > 0.05);
        const [c, s] = [scale * Math.cos(angle), scale * Math.sin(angle)];
        const move = ({ x, y }: { x: number; y: number }) => ({
          x: c * x - s * y + shift.x,
          y: s * x + c * y + shift.y,
        });
        const to = { leftEye: move(from.leftEye), rightEye: move(from.rightEye), mouth: move(from.mouth) };
        const found = fitSimilarity(from, to);
        expect(found.cosine).toBeCloseTo(c, 5);
        expect(found.sine).toBeCloseTo(s, 5);
        expect(found.x0).toBeCloseTo(shift.x, 4);
      }),
    );
  });
});

describe('a picture that is reduced', () => {
  it('is halved until a bilinear tap can do the rest', () => {
    fc.assert(
      fc.property(number(1e-6, 1e6), (factor) => {
        const level = mipLevel(factor);
        expect(Number.isInteger(level)).toBe(true);
        if (factor > 2) expect(factor / 2 ** level).toBeLessThanOrEqual(2 + 1e-9);
      }),
    );
  });
});

describe('weights', () => {
  it('in half precision are the very numbers that they stand for', () => {
    const view = new DataView(new ArrayBuffer(2));
    fc.assert(
      fc.property(fc.nat(0xffff), (bits) => {
        view.setUint16(0, bits, true);
        const [single = 0] = halfToSingle(view);
        const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 0x1f, bits & 0x3ff];
        const small = sign * 2 ** -14 * (fraction / 1024);
        const large = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
        const normal = sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
        expect(single).toBe(exponent === 0 ? small : exponent === 31 ? large : normal);
      }),
      { numRuns: 3000 },
    );
  });

  it('are refused by name where a single byte is another, or one is missing or too many', async () => {
    const file = CLASSIFIER.files.graph;
    const whole = new Uint8Array(await readModelFile(file.name));
    expect((await readVerified(file, async () => whole.buffer)).byteLength).toBe(whole.length);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const flipped = Uint8Array.from(whole);
        flipped[place] = (flipped[place] ?? 0) ^ change;
        for (const bytes of [flipped, whole.slice(0, place), Uint8Array.from([...whole, change])])
          await expect(readVerified(file, async () => bytes.buffer)).rejects.toThrow(
            `${file.name} is damaged`,
          );
      }),
      { numRuns: 30 },
    );
  });
});
