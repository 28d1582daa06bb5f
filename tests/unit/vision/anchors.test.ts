import { describe, expect, it } from 'vitest';
import { makeAnchors } from '../../../src/vision/anchors.ts';

describe('the anchors of FaceBoxes', () => {
  const anchors = makeAnchors({ width: 512, height: 512 });

  it('are 21 in each cell of 32 pixels, and one in each of 64 and of 128', () => {
    expect(anchors).toHaveLength(16 * 16 * 21 + 8 * 8 + 4 * 4);
  });

  it('lie inside the input, however near to its edge', () => {
    for (const { x, y, width, height } of anchors) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-12);
    }
  });

  it('run down a column of the dense grid before they go to the next', () => {
    const cell = (8 * 16 + 8) * 21;
    const [first, second, fifth] = [anchors[cell], anchors[cell + 1], anchors[cell + 4]];
    expect(second?.x).toBe(first?.x);
    expect(((second?.y ?? 0) - (first?.y ?? 0)) * 512).toBeCloseTo(8);
    expect(((fifth?.x ?? 0) - (first?.x ?? 0)) * 512).toBeCloseTo(8);
  });

  it('centre the single box of a cell on it', () => {
    const last = anchors[(8 * 16 + 8) * 21 + 20];
    expect(((last?.x ?? 0) + (last?.width ?? 0) / 2) * 512).toBeCloseTo(8.5 * 32);
    expect((last?.width ?? 0) * 512).toBeCloseTo(128);
  });

  it('keep their size in pixels in an input that is no square', () => {
    const wide = makeAnchors({ width: 512, height: 384 });
    expect(wide).toHaveLength(16 * 12 * 21 + 8 * 6 + 4 * 3);
    const last = wide[(6 * 16 + 8) * 21 + 20];
    expect((last?.width ?? 0) * 512).toBeCloseTo(128);
    expect((last?.height ?? 0) * 384).toBeCloseTo(128);
    expect(((last?.y ?? 0) + (last?.height ?? 0) / 2) * 384).toBeCloseTo(6.5 * 32);
  });
});
