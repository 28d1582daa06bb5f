import { boxOf } from '../discovery/dom.ts';
import { paintAt } from './holes.ts';
import type { Point } from './matrix.ts';
import { parentInView } from './parent-in-view.ts';
import { holds, rectOf } from './rect.ts';

/** What lets at least half of what is behind it through does not hide a face. */
export const OPAQUE = 0.5;

/** The opacity of a computed colour, which ends with it where it is not 1. */
export function alphaOf(color: string): number {
  if (color === 'transparent') return 0;
  const [, old] = /^rgba\(.*,\s*([\d.e-]+)\)$/.exec(color) ?? [];
  const [, modern] = /\/\s*([\d.e-]+)\)$/.exec(color) ?? [];
  return Number(old ?? modern ?? 1);
}

/** Whether a computed `background-image` hides what is behind it: an image does, a gradient where all its colours do. */
export function isImageOpaque(image: string): boolean {
  if (image === 'none' || image === '') return false;
  if (/\b(url|image-set|cross-fade)\(/.test(image)) return true;
  const colors = image.match(/(?:rgba?|color|oklch|oklab|lab|lch|hsla?)\([^()]*\)|\btransparent\b/g) ?? [];
  return colors.length > 0 && colors.every((color) => alphaOf(color) >= OPAQUE);
}

/** Whether colours, gradients or frosted glass of this style hide what is behind them. */
export function paintsSolidly(style: CSSStyleDeclaration): boolean {
  if (style.backdropFilter.includes('blur')) return true;
  if (style.backgroundClip === 'text') return false;
  if (alphaOf(style.backgroundColor) >= OPAQUE) return true;
  return !/\burl\(/.test(style.backgroundImage) && isImageOpaque(style.backgroundImage);
}

/** The same, or the images of its background. */
export function paintsBackground(style: CSSStyleDeclaration): boolean {
  return paintsSolidly(style) || (style.backgroundClip !== 'text' && isImageOpaque(style.backgroundImage));
}

/**
 * Whether the picture that an element is hides what is behind a point of it; none where it is no picture.
 *
 * @param otherwise of an image of another site, in which nobody can see holes
 */
function picturePaints(element: Element, point: Point, otherwise: boolean): boolean | undefined {
  if (element instanceof HTMLImageElement) {
    if (!element.complete || element.naturalWidth === 0) return false;
    const paint = paintAt(element, point);
    return paint === 'unknown' ? otherwise : paint === 'solid';
  }
  if (element instanceof HTMLVideoElement) {
    if (element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) return paintAt(element, point) === 'solid';
    return element.poster !== '';
  }
  // Pages lay a canvas over a picture to draw on it: what cannot be seen there is a pane of glass.
  if (element instanceof HTMLCanvasElement) return paintAt(element, point) === 'solid';
  return undefined;
}

function paintsOpaquely(element: Element, style: CSSStyleDeclaration, point: Point): boolean {
  if (/^(iframe|frame|object|embed)$/.test(element.localName)) return true;
  if (element instanceof SVGElement && element.ownerSVGElement) {
    return style.fill !== 'none' && alphaOf(style.fill) * Number(style.fillOpacity) >= OPAQUE;
  }
  return paintsBackground(style) || (picturePaints(element, point, true) ?? false);
}

/** Whether what is around an element, and its own opacity, let it be seen. */
export function isStronglySeen(element: Element): boolean {
  let opacity = 1;
  for (let up: Element | null = element; up && opacity >= OPAQUE; up = parentInView(up)) {
    opacity *= Number(getComputedStyle(up).opacity);
  }
  return opacity >= OPAQUE;
}

/** Whether an element by itself hides what it is painted over at a point. */
export function isOpaque(element: Element, point: Point): boolean {
  // A pointer meets an element also where only what comes before or after its content lies, or text that sticks out of it.
  const isThere = holds(rectOf(boxOf(element)), point.x, point.y);
  return isThere && paintsOpaquely(element, getComputedStyle(element), point) && isStronglySeen(element);
}

/**
 * The same of what no pointer meets: by colours, gradients, frosted glass, and pictures in which no hole is seen there. Of pictures in
 * backgrounds, and of those of other sites, most are ornaments with holes.
 */
export function isSolid(element: Element, point: Point): boolean {
  const style = getComputedStyle(element);
  if (style.visibility !== 'visible') return false;
  const paints = paintsSolidly(style) || (picturePaints(element, point, false) ?? false);
  return paints && isStronglySeen(element);
}
