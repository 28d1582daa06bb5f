import { styledSize } from './box-style.ts';
import { type Rect, rectOf, type Size } from './rect.ts';

/** The border box of an element, in its own pixels and on screen. */
export interface ElementBox {
  /** Its size as layout gave it, before any transform or zoom. */
  readonly size: Size;
  /** Where a part of it lies on screen; the part is given from its upper left corner. */
  onScreen(part: Rect): Rect;
  /** The viewport in the box's own pixels. */
  viewport(): Rect;
}

/** Style knows fractions of pixels, but not scroll bars, and no box in a line of text. */
export function layoutSize(element: Element, style: CSSStyleDeclaration): Size {
  const styled = styledSize(style);
  if (!(element instanceof HTMLElement)) return styled;
  const { offsetWidth: width, offsetHeight: height } = element;
  const isSame = Math.abs(styled.width - width) <= 1 && Math.abs(styled.height - height) <= 1;
  return isSame ? styled : { width, height };
}

export function elementBox(element: Element, style: CSSStyleDeclaration): ElementBox {
  const border = rectOf(element.getBoundingClientRect());
  const size = layoutSize(element, style);
  const scaleX = size.width > 0 ? border.width / size.width : 1;
  const scaleY = size.height > 0 ? border.height / size.height : 1;
  return {
    size,
    onScreen: (part) => ({
      x: border.x + part.x * scaleX,
      y: border.y + part.y * scaleY,
      width: part.width * scaleX,
      height: part.height * scaleY,
    }),
    viewport: () => ({
      x: -border.x / scaleX,
      y: -border.y / scaleY,
      width: document.documentElement.clientWidth / scaleX,
      height: window.innerHeight / scaleY,
    }),
  };
}
