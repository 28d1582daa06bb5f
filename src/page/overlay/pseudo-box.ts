import { type Edges, edgesOf, pixelsOf, styledSize } from './box-style.ts';
import { containingBlockOf } from './containing-block.ts';
import { type Rect, rectOf, type Size } from './rect.ts';

export type PseudoElement = '::before' | '::after';

/** Where the content of an element ends on screen, in fractions of its own box: what comes `::after` begins there. */
function endOfContent(host: Element): { x: number; y: number } | undefined {
  const range = host.ownerDocument.createRange();
  range.selectNodeContents(host);
  const last = [...range.getClientRects()].at(-1);
  const box = rectOf(host.getBoundingClientRect());
  if (last === undefined || !(box.width > 0 && box.height > 0)) return undefined;
  return { x: (last.right - box.x) / box.width, y: (last.top - box.y) / box.height };
}

/**
 * The border box of a pseudo-element, from the upper left corner of its element's border box. A browser tells no
 * script where it lies, only what its style comes to: one that is positioned absolutely lies exactly here, one in the
 * flow where the content of its element begins or ends.
 *
 * @param size the border box of the element, before transforms
 */
export function pseudoBox(host: Element, pseudo: PseudoElement, size: Size): Rect | undefined {
  const style = getComputedStyle(host, pseudo);
  const own = styledSize(style);
  if (!(own.width > 0 && own.height > 0)) return undefined;
  const margin = edgesOf(style, 'margin');
  if (style.position === 'absolute' || style.position === 'fixed') {
    const corner = containingCorner(host);
    const x = corner.x + pixelsOf(style, 'left') + margin.left;
    return { ...own, x, y: corner.y + pixelsOf(style, 'top') + margin.top };
  }
  return { ...own, ...cornerInFlow(host, pseudo, own, margin, size, style) };
}

/** The padding corner that an absolutely positioned child of `host` is measured from. */
function containingCorner(host: Element): { x: number; y: number } {
  const block = containingBlockOf(host);
  const border = edgesOf(getComputedStyle(block), 'border');
  const from = block.getBoundingClientRect();
  const to = host.getBoundingClientRect();
  return { x: from.x - to.x + border.left, y: from.y - to.y + border.top };
}

function cornerInFlow(
  host: Element,
  pseudo: PseudoElement,
  own: Size,
  margin: Edges,
  size: Size,
  style: CSSStyleDeclaration,
): { x: number; y: number } {
  const around = getComputedStyle(host);
  const border = edgesOf(around, 'border');
  const padding = edgesOf(around, 'padding');
  const first = { x: border.left + padding.left + margin.left, y: border.top + padding.top + margin.top };
  if (around.direction === 'rtl') {
    first.x = size.width - border.right - padding.right - margin.right - own.width;
  }
  if (pseudo === '::before') return first;
  const isInline = style.display.startsWith('inline');
  const end = isInline ? endOfContent(host) : undefined;
  if (end) return { x: end.x * size.width + margin.left, y: end.y * size.height };
  return { x: first.x, y: size.height - border.bottom - padding.bottom - margin.bottom - own.height };
}
