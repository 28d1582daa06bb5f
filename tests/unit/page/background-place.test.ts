import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BackgroundBox,
  type BackgroundLayer,
  MOST_TILES,
  placeBackground,
} from '../../../src/page/overlay/background-place.ts';
import { intersect, isEmpty } from '../../../src/page/overlay/rect.ts';

const all = (width: number) => ({ top: width, right: width, bottom: width, left: width });
const BOX: BackgroundBox = { size: { width: 300, height: 200 }, border: all(10), padding: all(20) };
const INITIAL: BackgroundLayer = {
  size: 'auto',
  position: '0% 0%',
  repeat: 'repeat',
  origin: 'padding-box',
  clip: 'border-box',
  attachment: 'scroll',
};
const ONCE = { ...INITIAL, repeat: 'no-repeat' };
const NATURAL = { width: 140, height: 70 };

const place = (layer: Partial<BackgroundLayer>, box = BOX, natural = NATURAL) =>
  placeBackground({ ...ONCE, ...layer }, box, natural);
const rect = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

describe('a background that is painted once', () => {
  it.each<[string, Partial<BackgroundLayer>, ReturnType<typeof rect>]>([
    ['at its own size', {}, rect(10, 10, 140, 70)],
    ['in the middle', { position: '50% 50%' }, rect(80, 65, 140, 70)],
    ['from the far corner', { position: 'calc(100% - 6px) calc(100% - 5px)' }, rect(144, 115, 140, 70)],
    ['covering', { size: 'cover', position: '50% 50%' }, rect(-30, 10, 360, 180)],
    ['contained', { size: 'contain', position: '50% 100%' }, rect(10, 50, 280, 140)],
    ['of one width', { size: '50%' }, rect(10, 10, 140, 70)],
    ['of one height', { size: 'auto 35px' }, rect(10, 10, 70, 35)],
    ['stretched', { size: '100% 100%' }, rect(10, 10, 280, 180)],
    ['of a sum', { size: 'calc(50% + 10px) 20px' }, rect(10, 10, 150, 20)],
    ['in the content box', { origin: 'content-box', size: '100% 100%' }, rect(30, 30, 240, 140)],
    ['in the border box', { origin: 'border-box', size: '100% 100%' }, rect(0, 0, 300, 200)],
  ])('%s', (_, layer, expected) => {
    const { tiles } = place(layer);
    expect(tiles).toHaveLength(1);
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(tiles[0]?.[side], side).toBeCloseTo(expected[side], 6);
    }
  });

  it('is cut by the box that it is clipped to', () => {
    expect(place({ clip: 'border-box' }).area).toEqual(rect(0, 0, 300, 200));
    expect(place({ clip: 'padding-box' }).area).toEqual(rect(10, 10, 280, 180));
    expect(place({ clip: 'content-box' }).area).toEqual(rect(30, 30, 240, 140));
  });

  it('shows nobody where only letters are painted with it, or where it lies outside', () => {
    expect(place({ clip: 'text' }).tiles).toEqual([]);
    expect(place({ position: '400px 0px' }).tiles).toEqual([]);
    expect(place({ size: '0px 10px' }).tiles).toEqual([]);
  });

  it('is fixed to the viewport', () => {
    const viewport = rect(-100, -50, 1000, 800);
    const { area, tiles } = place(
      { attachment: 'fixed', position: '50% 50%', size: '500px 400px' },
      { ...BOX, viewport },
    );
    expect(tiles).toEqual([rect(150, 150, 500, 400)]);
    expect(area).toEqual(rect(0, 0, 300, 200));
  });

  it('goes with what the element scrolls', () => {
    const scrolled = { left: 0, top: 120, width: 280, height: 900 };
    const { area, tiles } = place({ attachment: 'local', size: '100% 100%' }, { ...BOX, scrolled });
    expect(tiles).toEqual([rect(10, -110, 280, 900)]);
    expect(area).toEqual(rect(10, 10, 280, 180));
  });
});

describe('a background that repeats', () => {
  it('fills its area, the tile in the middle first', () => {
    const { area, tiles } = place({ repeat: 'repeat' });
    const covered = tiles
      .map((tile) => intersect(tile, area))
      .reduce((sum, t) => sum + t.width * t.height, 0);
    expect(covered).toBeCloseTo(300 * 200, 6);
    expect(tiles[0]).toEqual(rect(150, 80, 140, 70));
    expect(tiles).toHaveLength(16);
  });

  it('repeats along one axis', () => {
    const rows = place({ repeat: 'repeat-x', position: '0% 50%' }).tiles;
    expect(new Set(rows.map(({ y }) => y))).toEqual(new Set([65]));
    expect(rows.map(({ x }) => x).sort((a, b) => a - b)).toEqual([-130, 10, 150, 290]);
  });

  it('rounds its tiles to a whole number, and keeps their proportions where a side is free', () => {
    const { tiles } = place({ repeat: 'round no-repeat', size: '100px auto' });
    expect(tiles[0]?.width).toBeCloseTo(280 / 3, 6);
    expect(tiles[0]?.height).toBeCloseTo(280 / 6, 6);
    const both = place({ repeat: 'round', size: '100px 100px' }).tiles;
    expect(both[0]).toMatchObject({ height: 90 });
  });

  it('spaces its tiles, and paints one where two do not fit', () => {
    const spaced = place({ repeat: 'space no-repeat', size: '90px 50px', clip: 'padding-box' }).tiles;
    expect(spaced.map(({ x }) => x).sort((a, b) => a - b)).toEqual([10, 105, 200]);
    const one = place({ repeat: 'space', size: '150px 100px', position: '100% 0%' }).tiles;
    expect(one).toEqual([rect(140, 10, 150, 100)]);
  });

  it('is placed a bounded number of times', () => {
    const many = place({ repeat: 'repeat' }, BOX, { width: 2, height: 2 });
    expect(many.tiles).toHaveLength(MOST_TILES);
    for (const tile of many.tiles) expect(Math.hypot(tile.x - 149, tile.y - 99)).toBeLessThan(8);
  });
});

const side = fc.double({ min: 1, max: 900, noNaN: true });
const size = fc.record({ width: side, height: side });
const percent = fc.integer({ min: 0, max: 100 }).map((value) => `${value}%`);

describe('for any box and any image', () => {
  const anyLayer = fc.record({
    size: fc.oneof(fc.constantFrom('cover', 'contain', 'auto', '40%', 'auto 30px'), percent),
    position: fc.tuple(percent, percent).map((both) => both.join(' ')),
    repeat: fc.constantFrom('repeat', 'no-repeat', 'repeat-x', 'repeat-y', 'space', 'round', 'round space'),
    origin: fc.constantFrom('border-box', 'padding-box', 'content-box'),
    clip: fc.constantFrom('border-box', 'padding-box', 'content-box'),
  });

  it('every tile is of one size and shows in the area, and no more than the bound are told', () => {
    fc.assert(
      fc.property(anyLayer, size, size, (layer, natural, outer) => {
        const { area, tiles } = place(layer, { size: outer, border: all(3), padding: all(5) }, natural);
        const [first] = tiles;
        return (
          tiles.length <= MOST_TILES &&
          tiles.every(
            (tile) =>
              !isEmpty(intersect(tile, area)) && tile.width === first?.width && tile.height === first?.height,
          )
        );
      }),
    );
  });

  it('cover leaves nothing of its area free', () => {
    fc.assert(
      fc.property(anyLayer, size, size, (layer, natural, outer) => {
        const box = { size: outer, border: all(0), padding: all(0) };
        const { area, tiles } = place({ ...layer, repeat: 'no-repeat', size: 'cover' }, box, natural);
        const seen = intersect(area, tiles[0] ?? rect(0, 0, 0, 0));
        return (
          Math.abs(seen.width * seen.height - area.width * area.height) < 1e-3 * area.width * area.height
        );
      }),
    );
  });
});
