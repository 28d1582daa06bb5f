import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faceBox } from '../../../src/vision/face-box.ts';
import {
  boxInPicture,
  fitBox,
  intersectionOverUnion,
  letterbox,
  snugInput,
} from '../../../src/vision/geometry.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const box = fc.record({
  x: number(-1, 1),
  y: number(-1, 1),
  width: number(0.01, 2),
  height: number(0.01, 2),
});

describe('intersection over union', () => {
  it('is half for two boxes that share two thirds of each', () => {
    const a = { x: 0, y: 0, width: 3, height: 1 };
    expect(intersectionOverUnion(a, { ...a, x: 1 })).toBeCloseTo(0.5);
  });

  it('is 0 for boxes that only touch', () => {
    const a = { x: 0, y: 0, width: 1, height: 1 };
    expect(intersectionOverUnion(a, { ...a, x: 1 })).toBe(0);
  });

  it('is symmetric, between 0 and 1, and 1 for a box with itself', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const overlap = intersectionOverUnion(a, b);
        expect(overlap).toBe(intersectionOverUnion(b, a));
        expect(overlap).toBeGreaterThanOrEqual(0);
        expect(overlap).toBeLessThanOrEqual(1 + 1e-9);
        expect(intersectionOverUnion(a, a)).toBeCloseTo(1);
      }),
    );
  });
});

describe('the letterbox', () => {
  it('shows in an input of any shape the whole picture, unstretched, centred, with the margin free', () => {
    const side = fc.integer({ min: 1, max: 2000 });
    fc.assert(
      fc.property(side, side, number(0, 0.4), fc.boolean(), (width, height, margin, isSnug) => {
        const input = snugInput({ width, height }, 512, margin, isSnug ? 64 : 512);
        const region = letterbox({ width, height }, input, margin);
        expect((region.width * width) / input.width).toBeCloseTo((region.height * height) / input.height, 6);
        expect(Math.min(region.width, region.height)).toBeGreaterThan(1 - 1e-9);
        expect(region.x + region.width / 2).toBeCloseTo(0.5);
        expect(region.y + region.height / 2).toBeCloseTo(0.5);
        const longer = width >= height ? region.width : region.height;
        expect(1 / longer).toBeCloseTo(1 - 2 * margin);
      }),
    );
  });

  it('brings boxes back into the picture', () => {
    const square = { width: 64, height: 64 };
    const region = letterbox({ width: 200, height: 100 }, square, 0);
    const found = boxInPicture({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 }, region);
    expect(found).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
  });
});

describe('the snug input', () => {
  it('leaves out the bars, up to a multiple of the step', () => {
    expect(snugInput({ width: 500, height: 375 }, 512, 0, 64)).toEqual({ width: 512, height: 384 });
    expect(snugInput({ width: 333, height: 500 }, 512, 0, 64)).toEqual({ width: 384, height: 512 });
    expect(snugInput({ width: 900, height: 10 }, 512, 0, 64)).toEqual({ width: 512, height: 64 });
  });

  it('keeps the margin free at every side', () => {
    expect(snugInput({ width: 500, height: 250 }, 512, 0.25, 64)).toEqual({ width: 512, height: 384 });
  });
});

describe('fitting a box', () => {
  it('moves the centre by shares of the size and then stretches the sides', () => {
    const fit = { shiftX: 0.5, shiftY: 0, scale: 2 };
    expect(fitBox({ x: 0, y: 0, width: 2, height: 4 }, fit)).toEqual({ x: 0, y: -2, width: 4, height: 8 });
  });
});

describe('the box of a face', () => {
  const frontal = { leftEye: { x: -5, y: 0 }, rightEye: { x: 5, y: 0 }, mouth: { x: 0, y: 10 } };

  it('is a square around the middle between eyes and mouth', () => {
    const found = faceBox(frontal);
    expect(found.width).toBe(found.height);
    expect(found.x + found.width / 2).toBeCloseTo(0);
    expect(found.y + found.height / 2).toBeCloseTo(5);
  });

  it('stays as large when the face turns aside and its eyes come together', () => {
    const aside = { ...frontal, leftEye: { x: -1, y: 0 }, rightEye: { x: 1, y: 0 } };
    expect(faceBox(aside).width).toBeGreaterThan(0.85 * faceBox(frontal).width);
  });

  it('of a face turned aside moves half the way to what the detector found, but not up or down', () => {
    const alone = faceBox(frontal);
    expect(faceBox(frontal, { x: 4, y: 5 })).toMatchObject({ x: alone.x + 2, y: alone.y });
    expect(faceBox(frontal, { x: 0, y: 9 })).toMatchObject({ x: alone.x, y: alone.y });
  });

  it('moves along the face, however it is tilted', () => {
    const lying = { leftEye: { x: 0, y: 5 }, rightEye: { x: 0, y: -5 }, mouth: { x: 10, y: 0 } };
    const alone = faceBox(lying);
    const moved = faceBox(lying, { x: 5, y: 4 });
    expect(moved.x).toBeCloseTo(alone.x);
    expect(moved.y).toBeCloseTo(alone.y + 2);
  });
});
