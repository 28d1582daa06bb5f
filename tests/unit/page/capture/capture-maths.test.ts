import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOfPart } from '../../../../src/page/capture/reading-of-part.ts';
import { areaInTab } from '../../../../src/page/capture/tab-area.ts';
import { fractionsOf, within } from '../../../../src/page/overlay/rect.ts';
import { face, reading } from '../support/fakes.ts';

const PAGE = { x: 0, y: 0, width: 1000, height: 500 };

describe('the area of a rectangle in its tab', () => {
  it('is its share of the page where nothing is pinched', () => {
    const rect = { x: 100, y: 50, width: 200, height: 100 };
    expect(areaInTab(rect, PAGE, { scale: 1, offsetLeft: 0, offsetTop: 0 })).toEqual({
      x: 0.1,
      y: 0.1,
      width: 0.2,
      height: 0.2,
    });
  });

  it('grows with a pinch, from where the pinched view begins', () => {
    const rect = { x: 100, y: 50, width: 200, height: 100 };
    expect(areaInTab(rect, PAGE, { scale: 2, offsetLeft: 50, offsetTop: 50 })).toEqual({
      x: 0.1,
      y: 0,
      width: 0.4,
      height: 0.4,
    });
  });
});

describe('a reading of a part', () => {
  const fraction = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const part = fc.record({
    x: fraction(0, 0.5),
    y: fraction(0, 0.5),
    width: fraction(0.1, 0.5),
    height: fraction(0.1, 0.5),
  });

  it('puts each face where it is in the whole picture', () => {
    fc.assert(
      fc.property(part, part, (shown, box) => {
        const seen = { ...face(), box: fractionsOf(shown, box), region: fractionsOf(shown, box) };
        const outcome = reading([seen]);
        if (!outcome.ok) throw new Error(outcome.reason);
        const [whole] = readingOfPart(outcome.reading, shown, { width: 900, height: 700 }, false).faces;
        for (const side of ['x', 'y', 'width', 'height'] as const) {
          expect(whole?.box[side]).toBeCloseTo(box[side], 9);
          expect(whole?.region[side]).toBeCloseTo(box[side], 9);
        }
        const eye = within(shown, { ...seen.landmarks.leftEye, width: 0, height: 0 });
        expect(whole?.landmarks.leftEye).toEqual({ x: eye.x, y: eye.y });
      }),
    );
  });

  it('tells the size of the whole picture', () => {
    const outcome = reading();
    if (!outcome.ok) throw new Error(outcome.reason);
    const size = { width: 900, height: 700 };
    expect(readingOfPart(outcome.reading, { x: 0, y: 0, width: 0.5, height: 1 }, size, true)).toMatchObject({
      ...size,
      isPartial: true,
    });
  });
});
