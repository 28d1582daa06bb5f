import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentBox } from '../../../src/page/overlay/content-box.ts';

describe('a content box', () => {
  const edges = { top: 5, right: 10, bottom: 15, left: 20 };

  it('lies inside border and padding', () => {
    const { onScreen, layout } = contentBox(
      { x: 100, y: 50, width: 200, height: 120 },
      { width: 200, height: 120 },
      edges,
    );
    expect(onScreen).toEqual({ x: 120, y: 55, width: 170, height: 100 });
    expect(layout).toEqual({ width: 170, height: 100 });
  });

  it('is scaled with its element, its layout size is not', () => {
    const { onScreen, layout } = contentBox(
      { x: 0, y: 0, width: 400, height: 60 },
      { width: 200, height: 120 },
      edges,
    );
    expect(onScreen).toEqual({ x: 40, y: 2.5, width: 340, height: 50 });
    expect(layout).toEqual({ width: 170, height: 100 });
  });

  it('takes the rounding of layout sizes for no scaling', () => {
    const { onScreen } = contentBox(
      { x: 0, y: 0, width: 200.4, height: 119.5 },
      { width: 200, height: 120 },
      edges,
    );
    expect(onScreen.x).toBe(20);
    expect(onScreen.width).toBeCloseTo(170.4, 9);
    expect(onScreen.height).toBeCloseTo(99.5, 9);
  });

  it('is never negative', () => {
    const length = fc.double({ min: 0, max: 500, noNaN: true });
    const sides = fc.record({ top: length, right: length, bottom: length, left: length });
    const size = fc.record({ width: length, height: length });
    fc.assert(
      fc.property(size, size, sides, (border, layout, around) => {
        const { onScreen } = contentBox({ x: 0, y: 0, ...border }, layout, around);
        return onScreen.width >= 0 && onScreen.height >= 0;
      }),
    );
  });
});
