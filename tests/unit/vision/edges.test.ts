import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDetections } from '../../../src/vision/decode-detections.ts';
import { decodeLandmarks, NUMBERS_PER_CROP } from '../../../src/vision/decode-landmarks.ts';
import { faceBox } from '../../../src/vision/face-box.ts';
import {
  fitBox,
  intersectionOverUnion,
  pointInPicture,
  pointInRegion,
} from '../../../src/vision/geometry.ts';
import { unsureRows } from '../../../src/vision/second-look.ts';

const anchor = { x: 0.4, y: 0.2, width: 0.2, height: 0.1 };

describe('the score of a detection', () => {
  const scoreOf = (background: number, face: number, least: number) =>
    decodeDetections(
      Float32Array.from([background, face, 0, 0, 0, 0]),
      [anchor],
      { centreVariance: 0.1, sizeVariance: 0.2 },
      least,
    )[0]?.score;

  it('is the softmax of what speaks for a face and for none', () => {
    expect(scoreOf(-0.5, 0.5, 0.1)).toBeCloseTo(Math.exp(0.5) / (Math.exp(0.5) + Math.exp(-0.5)), 6);
    expect(scoreOf(2, 1, 0.1)).toBeCloseTo(Math.exp(1) / (Math.exp(1) + Math.exp(2)), 6);
  });

  it('may be just the least', () => {
    expect(scoreOf(0, 0, 0.5)).toBe(0.5);
  });
});

describe('landmarks', () => {
  const NUMBERS = 17;
  /** In the middle of the crop, and the anchor beside it. */
  const [FIRST, SECOND] = [(8 * 16 + 8) * 2, (8 * 16 + 8) * 2 + 1];

  function decode(logits: Record<number, number>, leftEyes: Record<number, number>) {
    const output = new Float32Array(NUMBERS_PER_CROP);
    for (let at = 0; at < output.length; at += NUMBERS) output[at] = -20;
    for (const [index, logit] of Object.entries(logits)) output[Number(index) * NUMBERS] = logit;
    for (const [index, x] of Object.entries(leftEyes)) output[Number(index) * NUMBERS + 5] = x;
    return decodeLandmarks(output).landmarks.leftEye.x * 128;
  }

  it('are not moved by an anchor that is far less sure', () => {
    expect(decode({ [FIRST]: 5, [SECOND]: -3 }, { [FIRST]: -10, [SECOND]: 30 })).toBeCloseTo(58, 3);
  });
});

describe('the box of a face', () => {
  const turned = { leftEye: { x: 4, y: 2 }, rightEye: { x: 8, y: 4 }, mouth: { x: 4, y: 8 } };

  it('goes along with the face, wherever it is', () => {
    const moved = (by: number) => ({
      leftEye: { x: 4 + by, y: 2 - by },
      rightEye: { x: 8 + by, y: 4 - by },
      mouth: { x: 4 + by, y: 8 - by },
    });
    const [here, there] = [faceBox(turned, { x: 9, y: 5 }), faceBox(moved(100), { x: 109, y: -95 })];
    expect(there.x - here.x).toBeCloseTo(100, 6);
    expect(there.y - here.y).toBeCloseTo(-100, 6);
    expect(there.width).toBeCloseTo(here.width, 6);
  });

  it('lies half the way to what was found, square to the line from eyes to mouth', () => {
    const plain = faceBox(turned);
    const aside = faceBox(turned, { x: 9, y: 5 });
    const [downX, downY] = [4 - 6, 8 - 3];
    // No way along that line, and some across it.
    expect((aside.x - plain.x) * downX + (aside.y - plain.y) * downY).toBeCloseTo(0, 6);
    const length = Math.hypot(downX, downY);
    const found = ((9 - 5) * downY - (5 - 5.5) * downX) / length;
    expect(((aside.x - plain.x) * downY - (aside.y - plain.y) * downX) / length).toBeCloseTo(found / 2, 6);
  });
});

describe('points and boxes', () => {
  const size = fc.double({ min: 0.1, max: 10, noNaN: true });
  const place = fc.double({ min: -10, max: 10, noNaN: true });

  it('a point goes into a region and comes back to its place', () => {
    const region = fc.record({ x: place, y: place, width: size, height: size });
    fc.assert(
      fc.property(fc.record({ x: place, y: place }), region, (point, within) => {
        const back = pointInPicture(pointInRegion(point, within), within);
        expect(back.x).toBeCloseTo(point.x, 6);
        expect(back.y).toBeCloseTo(point.y, 6);
      }),
    );
    expect(pointInRegion({ x: 3, y: 5 }, { x: 1, y: 1, width: 4, height: 8 })).toEqual({ x: 0.5, y: 0.5 });
  });

  it('boxes that touch share nothing', () => {
    const box = { x: 0, y: 0, width: 1, height: 1 };
    expect(intersectionOverUnion(box, { ...box, x: 1 })).toBe(0);
    expect(intersectionOverUnion(box, { ...box, y: 1 })).toBe(0);
    expect(intersectionOverUnion({ ...box, width: 0 }, { ...box, width: 0 })).toBe(0);
  });

  it('a box is moved by a share of itself, right and down', () => {
    const fitted = fitBox({ x: 1, y: 2, width: 4, height: 8 }, { shiftX: 0.25, shiftY: 0.5, scale: 0.5 });
    expect(fitted).toEqual({ x: 3, y: 8, width: 2, height: 4 });
  });
});

it('a row that is just sure enough is not unsure', () => {
  expect(unsureRows([[0.5, 0.5], [0.49, 0.3], []], 0.5)).toEqual([1, 2]);
});
