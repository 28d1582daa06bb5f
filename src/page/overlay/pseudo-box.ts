import { edgesOf, pixelsOf, type Surrounds, styledSize, surroundsOf } from './box-style.ts';
import { containingBlockOf } from './containing-block.ts';
import { lengthIn, wordsOf } from './css-position.ts';
import { boundsOf, isUpright, quadOf } from './matrix.ts';
import { isTransformed, ownTransform } from './own-transform.ts';
import { startInFlow } from './pseudo-flow.ts';
import { isEmpty, type Rect, type Size, shifted } from './rect.ts';

export type PseudoElement = '::before' | '::after';

/** A length of the screen in an element's own pixels. */
function ownPixels(host: Element, size: Size): (x: number, y: number) => { x: number; y: number } {
  const { width, height } = host.getBoundingClientRect();
  const scale = (shown: number, own: number) => (shown > 0 && own > 0 ? shown / own : 1);
  return (x, y) => ({ x: x / scale(width, size.width), y: y / scale(height, size.height) });
}

/** The padding corner that a positioned child of `host` is measured from, from the corner of the host's border box. */
function containingCorner(
  host: Element,
  size: Size,
  position: 'absolute' | 'fixed',
): { x: number; y: number } {
  const to = host.getBoundingClientRect();
  const own = ownPixels(host, size);
  const block = containingBlockOf(host, position);
  if (block === undefined) {
    return position === 'fixed' ? own(-to.x, -to.y) : own(-window.scrollX - to.x, -window.scrollY - to.y);
  }
  const from = block.getBoundingClientRect();
  const border = edgesOf(getComputedStyle(block), 'border');
  const corner = own(from.x - to.x, from.y - to.y);
  // What it scrolls moves along with its content.
  return { x: corner.x + border.left - block.scrollLeft, y: corner.y + border.top - block.scrollTop };
}

/** Where its own style moves and scales a box; nowhere where it turns or shears it, which a place cannot tell. */
function transformed(box: Rect, style: CSSStyleDeclaration): Rect | undefined {
  if (!isTransformed(style)) return box;
  const matrix = ownTransform(style, 1);
  const quad = isUpright(matrix) ? quadOf(matrix, { ...box, x: 0, y: 0 }) : undefined;
  if (quad === undefined) return undefined;
  const [right = '0px', down = '0px'] = style.translate === 'none' ? [] : wordsOf(style.translate);
  return shifted(boundsOf(quad), box.x + lengthIn(box.width, right), box.y + lengthIn(box.height, down));
}

/**
 * The border box of a pseudo-element, from the upper left corner of its element's border box. A browser tells no
 * script where it lies, only what its style comes to: one that is positioned absolutely lies exactly here, one in the
 * flow where the content of its element begins or ends; none where that cannot be told.
 *
 * @param size the border box of the element, before transforms
 * @param natural the size of its content, where that is an image
 */
export function pseudoBox(
  host: Element,
  pseudo: PseudoElement,
  size: Size,
  natural: Size = { width: 0, height: 0 },
): Rect | undefined {
  const style = getComputedStyle(host, pseudo);
  const own = sizeOf(style, natural);
  if (isEmpty(own)) return undefined;
  const margin = edgesOf(style, 'margin');
  const { position } = style;
  if (position === 'absolute' || position === 'fixed') {
    const corner = containingCorner(host, size, position);
    const x = corner.x + pixelsOf(style, 'left') + margin.left;
    return transformed({ ...own, x, y: corner.y + pixelsOf(style, 'top') + margin.top }, style);
  }
  const start = position === 'sticky' ? undefined : startInFlow(host, pseudo, own, size);
  if (start === undefined) return undefined;
  const isMoved = position === 'relative';
  const [dx, dy] = isMoved ? [pixelsOf(style, 'left'), pixelsOf(style, 'top')] : [0, 0];
  return transformed({ ...own, x: start.x + dx, y: start.y + dy }, style);
}

/** The border box; a box in a line is as large as the image in it. */
function sizeOf(style: CSSStyleDeclaration, natural: Size): Size {
  const surrounds: Surrounds = surroundsOf(style);
  const styled = styledSize(style, surrounds);
  if (style.display !== 'inline') return styled;
  const { border, padding } = surrounds;
  return {
    width: natural.width + border.left + border.right + padding.left + padding.right,
    height: natural.height + border.top + border.bottom + padding.top + padding.bottom,
  };
}
