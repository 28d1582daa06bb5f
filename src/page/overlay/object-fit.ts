import type { Rect, Size } from './rect.ts';

/**
 * Where a bitmap lies inside the content box of its element: CSS Images Module Level 3, sections 5.2 (object sizing),
 * 5.5 (object-fit) and 5.6 (object-position). Pure.
 */

/** One axis of a position: `fraction` of the free room plus `offset` CSS pixels. */
export interface Position {
  readonly fraction: number;
  readonly offset: number;
}

const CENTRE: Position = { fraction: 0.5, offset: 0 };
const TERM = /([+-]?)\s*(\d*\.?\d+(?:e[+-]?\d+)?)(%|px)/g;
const ONE_SUM = /^(?:calc\()?\s*-?[^()]*\)?$/;

/** One axis of a computed position: a percentage, a length, or a `calc()` sum of both. */
function parseAxis(text: string | undefined): Position {
  // What is not a plain sum (`min()`, `clamp()`) depends on the box in ways that need the browser: stay in the middle.
  if (text === undefined || !ONE_SUM.test(text)) return CENTRE;
  let fraction = 0;
  let offset = 0;
  for (const [, sign, number, unit] of text.matchAll(TERM)) {
    const value = Number(number) * (sign === '-' ? -1 : 1);
    if (unit === '%') fraction += value / 100;
    else offset += value;
  }
  return { fraction, offset };
}

/**
 * Reads a computed `object-position`. Browsers compute keywords and edge offsets away: `right 10px top` arrives as
 * `calc(100% - 10px) 0%`.
 */
export function parseObjectPosition(computed: string): { readonly x: Position; readonly y: Position } {
  const [x, y] = computed.match(/calc\([^)]*\)|[^\s]+\([^)]*\)|[^\s]+/g) ?? [];
  return { x: parseAxis(x), y: parseAxis(y) };
}

function scaled(size: Size, factor: number): Size {
  return { width: size.width * factor, height: size.height * factor };
}

/** The size at which a bitmap of intrinsic size `natural` is painted into a box, before it is cut by the box. */
export function concreteObjectSize(fit: string, box: Size, natural: Size): Size {
  const contain = Math.min(box.width / natural.width, box.height / natural.height);
  const cover = Math.max(box.width / natural.width, box.height / natural.height);
  switch (fit) {
    case 'contain':
      return scaled(natural, contain);
    case 'cover':
      return scaled(natural, cover);
    case 'none':
      return natural;
    case 'scale-down':
      return scaled(natural, Math.min(1, contain));
    default:
      return box;
  }
}

/**
 * The rectangle of the whole bitmap, in the units of `box` and from its upper left corner. It may reach beyond the
 * box, which then cuts it.
 *
 * @param fit computed `object-fit`
 * @param position computed `object-position`
 */
export function placeBitmap(fit: string, position: string, box: Size, natural: Size): Rect {
  const size = concreteObjectSize(fit, box, natural);
  const { x, y } = parseObjectPosition(position);
  return {
    x: (box.width - size.width) * x.fraction + x.offset,
    y: (box.height - size.height) * y.fraction + y.offset,
    ...size,
  };
}
