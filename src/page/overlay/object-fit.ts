import { lengthIn, parsePosition, wordsOf } from './css-position.ts';
import type { Rect, Size } from './rect.ts';

/**
 * Where a bitmap lies inside the content box of its element: CSS Images Module Level 3, sections 5.2 (object sizing),
 * 5.5 (object-fit) and 5.6 (object-position). Pure.
 */

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
  const { x, y } = parsePosition(position);
  return {
    x: x(box.width - size.width),
    y: y(box.height - size.height),
    width: size.width,
    height: size.height,
  };
}

/**
 * The part of a bitmap that its element shows, in pixels of the bitmap: CSS Images 5, section 4.3.
 *
 * @param viewBox computed `object-view-box`: `none`, or an `inset()` whatever it was written as
 */
export function placeViewed(viewBox: string, natural: Size): Rect {
  const whole = { x: 0, y: 0, width: natural.width, height: natural.height };
  if (viewBox === 'none') return whole;
  const [, inside] = /^inset\((.*)\)$/.exec(viewBox) ?? [];
  if (inside === undefined) return whole;
  const [top, right = top, bottom = top, left = right] = wordsOf(inside.replace(/ round .*$/, ''));
  const x = lengthIn(natural.width, left);
  const y = lengthIn(natural.height, top);
  const width = natural.width - x - lengthIn(natural.width, right);
  const height = natural.height - y - lengthIn(natural.height, bottom);
  return width > 0 && height > 0 ? { x, y, width, height } : whole;
}
