import type { Rect, Size } from './rect.ts';

/** Widths in CSS pixels of what surrounds a box on its four sides. */
export interface Edges {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What is left of a box inside its edges. */
export function shrunkBy({ x, y, width, height }: Rect, by: Edges): Rect {
  return {
    x: x + by.left,
    y: y + by.top,
    width: Math.max(0, width - by.left - by.right),
    height: Math.max(0, height - by.top - by.bottom),
  };
}

/** A computed length in pixels; 0 where it is none. */
export function pixelsOf(style: CSSStyleDeclaration, property: string): number {
  return Number.parseFloat(style.getPropertyValue(property)) || 0;
}

type Edge = 'border' | 'padding' | 'margin';

/** Written out, because to put names together for each question takes longer than to answer it. */
const NAMES: Readonly<Record<Edge, readonly [string, string, string, string]>> = {
  border: ['border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width'],
  padding: ['padding-top', 'padding-right', 'padding-bottom', 'padding-left'],
  margin: ['margin-top', 'margin-right', 'margin-bottom', 'margin-left'],
};

export function edgesOf(style: CSSStyleDeclaration, edge: Edge): Edges {
  const [top, right, bottom, left] = NAMES[edge];
  return {
    top: pixelsOf(style, top),
    right: pixelsOf(style, right),
    bottom: pixelsOf(style, bottom),
    left: pixelsOf(style, left),
  };
}

/** What surrounds the content of a box. */
export interface Surrounds {
  readonly border: Edges;
  readonly padding: Edges;
}

export function surroundsOf(style: CSSStyleDeclaration): Surrounds {
  return { border: edgesOf(style, 'border'), padding: edgesOf(style, 'padding') };
}

/**
 * The border box that a computed style gives, before any transform or zoom; empty where it has no size in pixels.
 *
 * @param surrounds as `surroundsOf` gives them, where they are known already
 */
export function styledSize(style: CSSStyleDeclaration, surrounds?: Surrounds): Size {
  const size = { width: pixelsOf(style, 'width'), height: pixelsOf(style, 'height') };
  if (style.boxSizing === 'border-box') return size;
  const { border, padding } = surrounds ?? surroundsOf(style);
  return {
    width: size.width + border.left + border.right + padding.left + padding.right,
    height: size.height + border.top + border.bottom + padding.top + padding.bottom,
  };
}
