import type { Rect, Size } from './rect.ts';

/** Widths in CSS pixels of what surrounds a content box: border and padding together. */
export interface Edges {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Layout sizes are whole pixels, so a border box may differ from them by half a pixel without being scaled. */
const ROUNDING = 1;

/** How much larger a border box is on screen than its layout says, on one axis. */
function scaleOf(onScreen: number, layout: number): number {
  return layout > 0 && Math.abs(onScreen - layout) >= ROUNDING ? onScreen / layout : 1;
}

/** A content box as it lies on screen, and the size that layout gave it, before any scaling. */
export interface ContentBox {
  readonly onScreen: Rect;
  readonly layout: Size;
}

/**
 * The content box of an element. Pure.
 *
 * @param border border box on screen, after transforms and zoom
 * @param layout border box in the element's own pixels (`offsetWidth`, `offsetHeight`)
 * @param edges border and padding in the element's own pixels
 */
export function contentBox(border: Rect, layout: Size, edges: Edges): ContentBox {
  const scaleX = scaleOf(border.width, layout.width);
  const scaleY = scaleOf(border.height, layout.height);
  const width = Math.max(0, border.width - (edges.left + edges.right) * scaleX);
  const height = Math.max(0, border.height - (edges.top + edges.bottom) * scaleY);
  return {
    onScreen: { x: border.x + edges.left * scaleX, y: border.y + edges.top * scaleY, width, height },
    layout: { width: width / scaleX, height: height / scaleY },
  };
}
