import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePosition } from '../../../src/page/overlay/css-position.ts';
import { concreteObjectSize, placeBitmap } from '../../../src/page/overlay/object-fit.ts';

const side = fc.double({ min: 1, max: 4000, noNaN: true });
const size = fc.record({ width: side, height: side });
const FITS = ['fill', 'contain', 'cover', 'none', 'scale-down'] as const;
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
const ratio = (of: { width: number; height: number }) => of.width / of.height;

describe('a computed object-position', () => {
  it.each([
    ['50% 50%', 100, 100],
    ['0% 100%', 0, 200],
    ['10px -4.5px', 10, -4.5],
    ['calc(100% - 10px) 25%', 190, 50],
    ['calc(-10% + 1e-1px) calc(0% + 3px)', -19.9, 3],
    ['min(10px, 20%) max(10px, 20%)', 10, 40],
    ['clamp(30px, 10%, 80px) clamp(30px, 90%, 80px)', 30, 80],
    ['clamp(90px, 10%, 80px) min(50% - 30px, 10px + 10%, 100px)', 90, 30],
    ['max(-5px, min(-10%, -1px)) calc(2 * (10% + min(5px, 5%)) - 8px / 4)', -5, 48],
  ])('%s', (computed, x, y) => {
    const parsed = parsePosition(computed);
    expect(parsed.x(200)).toBeCloseTo(x, 9);
    expect(parsed.y(200)).toBeCloseTo(y, 9);
  });

  it('stays in the middle where it cannot be told without the browser', () => {
    expect(parsePosition('round(up, 10px, 20%) 5px').x(100)).toBe(50);
    expect(parsePosition('min(10px 5px').x(100)).toBe(50);
    expect(parsePosition('round(up, 10px, 20%) 5px').y(100)).toBe(5);
  });
});

describe('the painted size of a bitmap', () => {
  it('keeps its proportions, except under fill', () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom(...FITS), (box, natural, fit) => {
        const painted = concreteObjectSize(fit, box, natural);
        return close(ratio(painted), ratio(fit === 'fill' ? box : natural));
      }),
    );
  });

  it('touches two sides under contain and cover, from inside and from outside', () => {
    fc.assert(
      fc.property(size, size, (box, natural) => {
        const contain = concreteObjectSize('contain', box, natural);
        const cover = concreteObjectSize('cover', box, natural);
        const touches = (of: typeof box) => close(of.width, box.width) || close(of.height, box.height);
        const slack = 1 + 1e-9;
        return (
          touches(contain) &&
          touches(cover) &&
          contain.width <= box.width * slack &&
          contain.height <= box.height * slack &&
          cover.width * slack >= box.width &&
          cover.height * slack >= box.height
        );
      }),
    );
  });

  it('is the smaller of none and contain under scale-down', () => {
    fc.assert(
      fc.property(size, size, (box, natural) => {
        const down = concreteObjectSize('scale-down', box, natural);
        const contain = concreteObjectSize('contain', box, natural);
        return close(down.width, Math.min(natural.width, contain.width));
      }),
    );
  });
});

describe('the place of a bitmap', () => {
  it('leaves the same room on both sides at 50% 50%', () => {
    fc.assert(
      fc.property(size, size, fc.constantFrom(...FITS), (box, natural, fit) => {
        const at = placeBitmap(fit, '50% 50%', box, natural);
        const right = box.width - at.x - at.width;
        const bottom = box.height - at.y - at.height;
        return Math.abs(at.x - right) < 1e-6 * 4000 && Math.abs(at.y - bottom) < 1e-6 * 4000;
      }),
    );
  });

  it('follows the position for a wide picture in a square', () => {
    const box = { width: 100, height: 100 };
    const natural = { width: 200, height: 100 };
    expect(placeBitmap('cover', '0% 0%', box, natural)).toEqual({ x: 0, y: 0, width: 200, height: 100 });
    expect(placeBitmap('cover', '100% 0%', box, natural)).toEqual({ x: -100, y: 0, width: 200, height: 100 });
    expect(placeBitmap('contain', '0% 100%', box, natural)).toEqual({ x: 0, y: 50, width: 100, height: 50 });
    expect(placeBitmap('none', '7px calc(100% - 3px)', box, natural)).toEqual({
      x: 7,
      y: -3,
      width: 200,
      height: 100,
    });
    expect(placeBitmap('fill', '0% 0%', box, natural)).toEqual({ x: 0, y: 0, width: 100, height: 100 });
  });
});
