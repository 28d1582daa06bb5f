import { type Edges, edgesOf, shrunkBy } from './box-style.ts';
import { lengthIn, wordsOf } from './css-position.ts';
import { intersect, isEmpty, type Rect, rectOf } from './rect.ts';

/** An element that cuts what it holds. */
export interface Clipper {
  readonly element: Element;
  /** Whether a person can scroll to what it cuts off. */
  readonly scrolls: boolean;
  /** How far beyond its padding box its content is seen, in its own pixels; negative where it is cut before. */
  readonly beyond: Edges;
}

/** Farther than pages reach: along one axis alone `overflow: clip` cuts nothing along the other. */
const FAR = 1e7;
const NO_FARTHER: Edges = { top: 0, right: 0, bottom: 0, left: 0 };

/** Overflow of the body is the viewport's own where the root element has none: CSS Overflow 3, section 3.3. */
function passesOverflowToViewport(element: Element): boolean {
  const root = element.ownerDocument.documentElement;
  if (element === root) return true;
  return element === element.ownerDocument.body && getComputedStyle(root).overflow === 'visible';
}

function containsPaint({ contain, contentVisibility }: CSSStyleDeclaration): boolean {
  return /paint|strict|content/.test(contain) || contentVisibility !== 'visible';
}

/** `overflow-clip-margin`, from the padding box: CSS Overflow 4, section 3.2. */
function clipMargin(style: CSSStyleDeclaration): Edges {
  const words = wordsOf(style.getPropertyValue('overflow-clip-margin'));
  const margin = lengthIn(0, words.find((word) => /\d/.test(word)) ?? '0px');
  const box = words.find((word) => word.endsWith('-box'));
  const edges = box === 'border-box' ? edgesOf(style, 'border') : edgesOf(style, 'padding');
  const sign = box === 'border-box' ? 1 : box === 'content-box' ? -1 : 0;
  const side = (edge: number) => margin + sign * edge;
  return {
    top: side(edges.top),
    right: side(edges.right),
    bottom: side(edges.bottom),
    left: side(edges.left),
  };
}

/** How an element of this style cuts what it holds, if it does. */
export function clipperOf(element: Element, style: CSSStyleDeclaration): Clipper | undefined {
  const { display, overflow } = style;
  if (display === 'inline' || display === 'contents') return undefined;
  const contains = containsPaint(style);
  if (!contains && (overflow === 'visible' || passesOverflowToViewport(element))) return undefined;
  // A box that can be scrolled, if only by scripts, has no such margin.
  if (/hidden|auto|scroll/.test(overflow)) {
    return { element, scrolls: /auto|scroll/.test(overflow), beyond: NO_FARTHER };
  }
  const margin = clipMargin(style);
  const [x, y = x] = contains ? [] : overflow.split(' ');
  const beyond = {
    ...margin,
    ...(x === 'visible' && { left: FAR, right: FAR }),
    ...(y === 'visible' && { top: FAR, bottom: FAR }),
  };
  return { element, scrolls: false, beyond };
}

/** How many pixels of the screen one of a box's own is; a difference by rounding is none. */
function scaleOf(shown: number, laidOut: number): number {
  return laidOut === 0 || Math.abs(shown - laidOut) < 1 ? 1 : shown / laidOut;
}

/** The part of the screen in which an element lets its content be seen: of a turned one the upright bounds. */
function windowOf({ element, beyond }: Clipper): Rect {
  const border = rectOf(element.getBoundingClientRect());
  // In SVG there are neither borders nor scroll bars, and no sizes in pixels either.
  if (!(element instanceof HTMLElement)) return border;
  const x = scaleOf(border.width, element.offsetWidth);
  const y = scaleOf(border.height, element.offsetHeight);
  const padding = {
    x: border.x + element.clientLeft * x,
    y: border.y + element.clientTop * y,
    width: element.clientWidth * x,
    height: element.clientHeight * y,
  };
  if (beyond === NO_FARTHER) return padding;
  return shrunkBy(padding, {
    top: -beyond.top * y,
    right: -beyond.right * x,
    bottom: -beyond.bottom * y,
    left: -beyond.left * x,
  });
}

/** What elements around a picture let be seen of it, on screen. */
export interface Windows {
  /** Through all of them; none where there are no such. */
  readonly all: Rect | undefined;
  /** Through those that lie inside of every scroller: what they cut off, nobody can scroll to. */
  readonly lasting: Rect | undefined;
  /** Where a part of the screen can be brought to by scrolling them; empty where nowhere. */
  reachOf(part: Rect): Rect;
}

/** Reads the page's layout. @param clippers from the innermost outwards */
export function windowsOf(clippers: readonly Clipper[]): Windows {
  const windows = clippers.map(windowOf);
  const through = (rects: readonly Rect[]) =>
    rects.length > 0 ? rects.reduce((seen, window) => intersect(seen, window)) : undefined;
  const innermost = clippers.findIndex(({ scrolls }) => scrolls);
  return {
    all: through(windows),
    lasting: through(innermost < 0 ? windows : windows.slice(0, innermost)),
    reachOf: (part) =>
      windows.reduce((reach, window, index) => {
        if (isEmpty(reach) || !clippers[index]?.scrolls) return intersect(reach, window);
        return window;
      }, part),
  };
}
