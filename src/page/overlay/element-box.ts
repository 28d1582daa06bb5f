import { type Edges, pixelsOf, type Surrounds, styledSize, surroundsOf } from './box-style.ts';
import { type Rect, rectOf, type Size } from './rect.ts';
import { viewportSize } from './viewport.ts';

/** Pixels in which numbers of the browser may differ by rounding. */
const EXACT = 0.02;

/** The border box of an element, in its own pixels and on screen. */
export interface ElementBox extends Surrounds {
  /** Its size as layout gave it, before any transform or zoom. */
  readonly size: Size;
  /** Where a part of it lies on screen; the part is given from its upper left corner. */
  onScreen(part: Rect): Rect;
  /** The viewport in the box's own pixels. */
  viewport(): Rect;
}

/** Style knows fractions of pixels, but not scroll bars, and no box in a line of text. */
export function layoutSize(element: Element, style: CSSStyleDeclaration, surrounds?: Surrounds): Size {
  const styled = styledSize(style, surrounds);
  if (!(element instanceof HTMLElement)) return styled;
  const { offsetWidth: width, offsetHeight: height } = element;
  const isSame = Math.abs(styled.width - width) <= 1 && Math.abs(styled.height - height) <= 1;
  return isSame ? styled : { width, height };
}

const NOTHING: Edges = { top: 0, right: 0, bottom: 0, left: 0 };

/**
 * The size of a box whose content fills it, as that of most images does: where it is as large on screen, and as laid out, as its
 * style says that its content is. Told without asking for its border and padding, side by side.
 *
 * @param border its border box on screen
 */
function bareSize(element: Element, style: CSSStyleDeclaration, border: Rect): Size | undefined {
  if (!(element instanceof HTMLElement) || style.boxSizing !== 'content-box') return undefined;
  const width = pixelsOf(style, 'width');
  const height = pixelsOf(style, 'height');
  const isSame = (one: number, other: number, slack: number) => Math.abs(one - other) <= slack;
  const isShown = isSame(border.width, width, EXACT) && isSame(border.height, height, EXACT);
  const isLaidOut = isSame(element.offsetWidth, width, 0.51) && isSame(element.offsetHeight, height, 0.51);
  return isShown && isLaidOut ? { width, height } : undefined;
}

function sizeAndSurrounds(element: Element, style: CSSStyleDeclaration, border: Rect) {
  const bare = bareSize(element, style, border);
  if (bare) return { size: bare, border: NOTHING, padding: NOTHING };
  const surrounds = surroundsOf(style);
  return { size: layoutSize(element, style, surrounds), ...surrounds };
}

export function elementBox(element: Element, style: CSSStyleDeclaration): ElementBox {
  const border = rectOf(element.getBoundingClientRect());
  const own = sizeAndSurrounds(element, style, border);
  const { size } = own;
  const scaleX = size.width > 0 ? border.width / size.width : 1;
  const scaleY = size.height > 0 ? border.height / size.height : 1;
  return {
    ...own,
    onScreen: (part) => ({
      x: border.x + part.x * scaleX,
      y: border.y + part.y * scaleY,
      width: part.width * scaleX,
      height: part.height * scaleY,
    }),
    viewport: () => {
      const { width, height } = viewportSize();
      return {
        x: -border.x / scaleX,
        y: -border.y / scaleY,
        width: width / scaleX,
        height: height / scaleY,
      };
    },
  };
}
