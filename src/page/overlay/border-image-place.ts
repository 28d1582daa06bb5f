import type { Edges } from './box-style.ts';
import { lengthIn, wordsOf } from './css-position.ts';
import { isEmpty, type Rect, type Size } from './rect.ts';

/**
 * Where a page paints the nine parts of a border image: CSS Backgrounds and Borders Module Level 3, section 6. Pure;
 * lengths and corners as in `placeBackground`.
 */

/** Computed values of the longhands. */
export interface BorderImage {
  readonly slice: string;
  readonly width: string;
  readonly outset: string;
}

/** One part of the image, and the place that it is stretched over. */
export interface BorderImagePart {
  /** The place; it cuts the bitmap. */
  readonly area: Rect;
  /** The whole bitmap, as it would lie if it went on beyond this part. */
  readonly bitmap: Rect;
}

/** Four values from one to four words, in the order top, right, bottom, left. */
function sides(words: readonly string[]): readonly [string, string, string, string] {
  const [top = '0', right = top, bottom = top, left = right] = words;
  return [top, right, bottom, left];
}

function edges(values: readonly number[]): Edges {
  const [top = 0, right = 0, bottom = 0, left = 0] = values;
  return { top, right, bottom, left };
}

const isNumber = (word: string) => /^[\d.]+(e[+-]?\d+)?$/.test(word);
const isAcross = (side: number) => side % 2 === 1;

function slicesOf(slice: string, natural: Size): Edges {
  const words = sides(wordsOf(slice).filter((word) => word !== 'fill'));
  return edges(
    words.map((word, side) => {
      const whole = isAcross(side) ? natural.width : natural.height;
      const cut = isNumber(word) ? Number(word) : lengthIn(whole, word);
      return Math.min(whole, cut);
    }),
  );
}

/** Widths of the painted border; too wide ones are reduced in proportion, as section 6.4 has it. */
function widthsOf(width: string, area: Size, border: Edges, slices: Edges): Edges {
  const own = [border.top, border.right, border.bottom, border.left];
  const cut = [slices.top, slices.right, slices.bottom, slices.left];
  const wanted = sides(wordsOf(width)).map((word, side) => {
    if (word === 'auto') return cut[side] ?? 0;
    if (isNumber(word)) return Number(word) * (own[side] ?? 0);
    return lengthIn(isAcross(side) ? area.width : area.height, word);
  });
  const { top, right, bottom, left } = edges(wanted);
  const share = Math.min(1, area.width / (left + right || 1), area.height / (top + bottom || 1));
  return edges(wanted.map((value) => value * share));
}

function outsetOf(outset: string, border: Edges): Edges {
  const own = [border.top, border.right, border.bottom, border.left];
  const words = sides(wordsOf(outset));
  return edges(
    words.map((word, side) => (isNumber(word) ? Number(word) * (own[side] ?? 0) : lengthIn(0, word))),
  );
}

/** The three stretches of one axis. */
function thirds(start: number, length: number, first: number, last: number): [number, number][] {
  return [
    [start, first],
    [start + first, Math.max(0, length - first - last)],
    [start + length - last, last],
  ];
}

/**
 * The parts of a border image that show something, the largest first. Parts that a page repeats along an edge are given
 * once, as if they were stretched: a whole face is seldom in one.
 *
 * @param size of the border box
 * @param border widths of the border
 */
export function placeBorderImage(
  image: BorderImage,
  size: Size,
  border: Edges,
  natural: Size,
): BorderImagePart[] {
  const outset = outsetOf(image.outset, border);
  const area = {
    x: -outset.left,
    y: -outset.top,
    width: size.width + outset.left + outset.right,
    height: size.height + outset.top + outset.bottom,
  };
  const cut = slicesOf(image.slice, natural);
  const wide = widthsOf(image.width, area, border, cut);
  const isFilled = wordsOf(image.slice).includes('fill');
  const from = {
    across: thirds(0, natural.width, cut.left, cut.right),
    down: thirds(0, natural.height, cut.top, cut.bottom),
  };
  const to = {
    across: thirds(area.x, area.width, wide.left, wide.right),
    down: thirds(area.y, area.height, wide.top, wide.bottom),
  };
  const parts = to.down.flatMap(([top, height], row) =>
    to.across.flatMap(([left, width], column) => {
      const [x = 0, sourceWidth = 0] = from.across[column] ?? [];
      const [y = 0, sourceHeight = 0] = from.down[row] ?? [];
      const part = { x: left, y: top, width, height };
      const isHidden = row === 1 && column === 1 && !isFilled;
      if (isHidden || isEmpty(part) || !(sourceWidth > 0 && sourceHeight > 0)) return [];
      const scale = { x: width / sourceWidth, y: height / sourceHeight };
      const bitmap = {
        x: left - x * scale.x,
        y: top - y * scale.y,
        width: natural.width * scale.x,
        height: natural.height * scale.y,
      };
      return [{ area: part, bitmap }];
    }),
  );
  return parts.sort((a, b) => b.area.width * b.area.height - a.area.width * a.area.height);
}
