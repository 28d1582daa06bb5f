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

export function edgesOf(style: CSSStyleDeclaration, kind: 'border' | 'padding' | 'margin'): Edges {
  const side = (name: string) =>
    pixelsOf(style, kind === 'border' ? `border-${name}-width` : `${kind}-${name}`);
  return { top: side('top'), right: side('right'), bottom: side('bottom'), left: side('left') };
}

/** The border box that a computed style gives, before any transform or zoom; empty where it has no size in pixels. */
export function styledSize(style: CSSStyleDeclaration): Size {
  const size = { width: pixelsOf(style, 'width'), height: pixelsOf(style, 'height') };
  if (style.boxSizing === 'border-box') return size;
  const border = edgesOf(style, 'border');
  const padding = edgesOf(style, 'padding');
  return {
    width: size.width + border.left + border.right + padding.left + padding.right,
    height: size.height + border.top + border.bottom + padding.top + padding.bottom,
  };
}
