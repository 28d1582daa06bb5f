import { describe, expect, it } from 'vitest';
import { decodeDetections } from '../../../src/vision/decode-detections.ts';

const anchor = { x: 0.4, y: 0.2, width: 0.2, height: 0.1 };
const coding = { centreVariance: 0.1, sizeVariance: 0.2 };
const sure = [-3, 3] as const;

function decode(...numbers: number[]) {
  return decodeDetections(Float32Array.from(numbers), [anchor], coding, 0.4);
}

describe('decoding detections', () => {
  it('gives the anchor itself for offsets of zero', () => {
    const [found] = decode(...sure, 0, 0, 0, 0);
    expect(found?.box.x).toBeCloseTo(0.4);
    expect(found?.box.y).toBeCloseTo(0.2);
    expect(found?.box.width).toBeCloseTo(0.2);
    expect(found?.box.height).toBeCloseTo(0.1);
    expect(found?.score).toBeCloseTo(1 / (1 + Math.exp(-6)));
  });

  it('takes y before x and height before width', () => {
    const [found] = decode(...sure, 10, 0, 0, 5 * Math.log(2));
    expect(found?.box.width).toBeCloseTo(0.4);
    expect(found?.box.height).toBeCloseTo(0.1);
    expect(found?.box.x).toBeCloseTo(0.3);
    expect(found?.box.y).toBeCloseTo(0.3);
  });

  it('leaves out what the detector is not sure of', () => {
    expect(decode(0.5, 0, 0, 0, 0, 0)).toEqual([]);
  });
});
