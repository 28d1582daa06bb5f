import { describe, expect, it } from 'vitest';
import { placeBorderImage } from '../../../src/page/overlay/border-image-place.ts';

const SIZE = { width: 300, height: 200 };
const NATURAL = { width: 100, height: 100 };
const border = { top: 10, right: 10, bottom: 10, left: 10 };
const place = (slice: string, width = '1', outset = '0') =>
  placeBorderImage({ slice, width, outset }, SIZE, border, NATURAL);

describe('a border image', () => {
  it('that is filled without any border is the whole picture', () => {
    const parts = place('0 fill', '0');
    expect(parts).toEqual([{ area: { x: 0, y: 0, ...SIZE }, bitmap: { x: 0, y: 0, ...SIZE } }]);
  });

  it('shows its middle inside the border, as large as that makes it', () => {
    const [middle] = place('20 fill');
    expect(middle?.area).toEqual({ x: 10, y: 10, width: 280, height: 180 });
    // 60 of 100 pixels are stretched over 280 and 180.
    expect(middle?.bitmap.width).toBeCloseTo((280 / 60) * 100, 6);
    expect(middle?.bitmap.height).toBeCloseTo(300, 6);
    expect(middle?.bitmap.x).toBeCloseTo(10 - 20 * (280 / 60), 6);
  });

  it('that is not filled has eight parts, and corners as they are cut', () => {
    const parts = place('20% 25%', '30px auto', '5px');
    expect(parts).toHaveLength(8);
    const corner = parts.find(({ area }) => area.x === -5 && area.y === -5);
    expect(corner?.area).toMatchObject({ width: 25, height: 30 });
    expect(corner?.bitmap).toEqual({ x: -5, y: -5, width: 100, height: 150 });
  });

  it('is made narrower where both sides do not go into the box', () => {
    const parts = place('50', '400px');
    const right = Math.max(...parts.map(({ area }) => area.x + area.width));
    expect(right).toBeCloseTo(300, 6);
    for (const { area } of parts) expect(area.height).toBeLessThanOrEqual(100);
  });
});
