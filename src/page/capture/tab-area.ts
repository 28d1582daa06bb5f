import { fractionsOf, type Rect } from '../overlay/rect.ts';

/** What a pinch shows of the topmost page: the part of `window.visualViewport` that matters here. */
export interface Pinch {
  readonly scale: number;
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

/**
 * Pure: the part of the tab's visible area, in fractions of it, that a rectangle of the topmost page takes. A pinch
 * enlarges the visual viewport (CSSOM View, section 9), while the layout viewport, and so `page`, keeps its size.
 */
export function areaInTab(rect: Rect, page: Rect, { scale, offsetLeft, offsetTop }: Pinch): Rect {
  const window = {
    x: offsetLeft,
    y: offsetTop,
    width: page.width / scale,
    height: page.height / scale,
  };
  return fractionsOf(window, rect);
}
