import { contentBox, type Edges } from './content-box.ts';
import { placeBitmap } from './object-fit.ts';
import { fractionsOf, isEmpty, type Rect, rectOf, type Size, UNIT } from './rect.ts';

/** Where a picture lies on screen. */
export interface PicturePlace {
  /** The box that cuts the bitmap, in CSS pixels from the viewport's upper left corner; empty where nothing shows. */
  readonly content: Rect;
  /** The whole bitmap, in fractions of `content`; it reaches beyond where it is cut. */
  readonly bitmap: Rect;
}

function edgesOf(style: CSSStyleDeclaration): Edges {
  const sum = (side: string) =>
    (Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0) +
    (Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0);
  return { top: sum('top'), right: sum('right'), bottom: sum('bottom'), left: sum('left') };
}

/** Measures a replaced element (`img`, later `video` and `canvas`) whose bitmap has this intrinsic size. */
export function placeOfReplaced(element: HTMLElement, natural: Size): PicturePlace {
  const style = getComputedStyle(element);
  const layout = { width: element.offsetWidth, height: element.offsetHeight };
  const content = contentBox(rectOf(element.getBoundingClientRect()), layout, edgesOf(style));
  if (isEmpty(content.layout) || isEmpty(natural)) return { content: content.onScreen, bitmap: UNIT };
  const bitmap = placeBitmap(style.objectFit, style.objectPosition, content.layout, natural);
  return { content: content.onScreen, bitmap: fractionsOf({ x: 0, y: 0, ...content.layout }, bitmap) };
}
