import { parentInView } from './anchorage.ts';

/** What lets at least half of what is behind it through does not hide a face. */
const OPAQUE = 0.5;

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

/** Whether colours, gradients or frosted glass of an element hide what is behind it. */
function paintsSolidly(style: CSSStyleDeclaration): boolean {
  if (style.backdropFilter.includes('blur')) return true;
  if (style.backgroundClip === 'text') return false;
  if (alphaOf(style.backgroundColor) >= OPAQUE) return true;
  return !/\burl\(/.test(style.backgroundImage) && isImageOpaque(style.backgroundImage);
}

function paintsOpaquely(element: Element, style: CSSStyleDeclaration): boolean {
  if (element instanceof HTMLImageElement) return element.complete && element.naturalWidth > 0;
  if (element instanceof HTMLVideoElement) return element.readyState >= 2 || element.poster !== '';
  if (/^(iframe|frame|object|embed)$/.test(element.localName)) return true;
  if (element instanceof SVGElement && element.ownerSVGElement) {
    return style.fill !== 'none' && alphaOf(style.fill) * Number(style.fillOpacity) >= OPAQUE;
  }
  if (paintsSolidly(style)) return true;
  return style.backgroundClip !== 'text' && isImageOpaque(style.backgroundImage);
}

/** Whether what is around an element, and its own opacity, let it be seen. */
function isStronglySeen(element: Element): boolean {
  let opacity = 1;
  for (let up: Element | null = element; up && opacity >= OPAQUE; up = parentInView(up)) {
    opacity *= Number(getComputedStyle(up).opacity);
  }
  return opacity >= OPAQUE;
}

/**
 * Whether an element by itself hides what it is painted over. A canvas counts as a pane of glass: pages lay it over
 * pictures to draw on them, and what is on it cannot be told.
 */
export function isOpaque(element: Element): boolean {
  return paintsOpaquely(element, getComputedStyle(element)) && isStronglySeen(element);
}

/** The same by colours, gradients or frosted glass alone; of pictures it cannot be told whether they have holes. */
export function isSolid(element: Element): boolean {
  const style = getComputedStyle(element);
  return style.visibility === 'visible' && paintsSolidly(style) && isStronglySeen(element);
}
