import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutOf, faceInContent, isCentreShown } from '../../../src/page/overlay/face-box.ts';
import { fractionsOf, within } from '../../../src/page/overlay/rect.ts';

const length = fc.double({ min: 0.01, max: 3, noNaN: true });
const offset = fc.double({ min: -3, max: 3, noNaN: true });
const rect = fc.record({ x: offset, y: offset, width: length, height: length });

describe('a face on its picture', () => {
  it('is where the bitmap is', () => {
    const face = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
    expect(faceInContent(face, { x: -0.5, y: 0, width: 2, height: 1 })).toEqual({
      x: 0,
      y: 0.5,
      width: 1,
      height: 0.25,
    });
  });

  it('is shown as long as its middle is inside the content box', () => {
    expect(isCentreShown({ x: -0.4, y: 0.2, width: 1, height: 0.2 })).toBe(true);
    expect(isCentreShown({ x: -0.6, y: 0.2, width: 1, height: 0.2 })).toBe(false);
    expect(isCentreShown({ x: 0.2, y: 0.95, width: 0.1, height: 0.2 })).toBe(false);
  });

  it('is cut by exactly what sticks out', () => {
    const [top, right, bottom, left] = cutOf({ x: -0.25, y: 0.5, width: 0.5, height: 1 });
    expect([top, right, bottom, left]).toEqual([0, 0, 0.5, 0.5]);
    expect(cutOf({ x: 2, y: 2, width: 1, height: 1 })).toEqual([1, 1, 1, 1]);
  });

  it('is never cut where nothing sticks out, and never by less than nothing', () => {
    fc.assert(
      fc.property(rect, (face) => {
        const cut = cutOf(face);
        const isInside = face.x >= 0 && face.y >= 0 && face.x + face.width <= 1 && face.y + face.height <= 1;
        return (
          cut.every((part) => part >= -1e-9 && part <= 1 + 1e-9) && (!isInside || cut.every((p) => p < 1e-9))
        );
      }),
    );
  });

  it('comes back from fractions unchanged', () => {
    fc.assert(
      fc.property(rect, rect, (outer, inner) => {
        const back = within(outer, fractionsOf(outer, inner));
        expect(back.x).toBeCloseTo(inner.x, 6);
        expect(back.width).toBeCloseTo(inner.width, 6);
        expect(back.y).toBeCloseTo(inner.y, 6);
        expect(back.height).toBeCloseTo(inner.height, 6);
      }),
    );
  });
});
