import { backgroundLayer, placeBackground } from './background-place.ts';
import { placeBorderImage } from './border-image-place.ts';
import { shrunkBy, surroundsOf } from './box-style.ts';
import { canvasBox, hangsOnViewport, paintsCanvas } from './canvas-background.ts';
import { type ElementBox, elementBox } from './element-box.ts';
import { placeBitmap, placeViewed } from './object-fit.ts';
import { type PseudoElement, pseudoBox } from './pseudo-box.ts';
import { fractionsOf, isEmpty, type Rect, type Size, shifted, UNIT } from './rect.ts';

/**
 * Where a picture lies on screen. An element that the page turns, shears or mirrors tells it as if its border box were
 * stretched over its own `getBoundingClientRect()`; the overlay does the turning.
 */
export interface PicturePlace {
  /** The box that cuts the bitmap, in CSS pixels from the viewport's upper left corner; empty where nothing shows. */
  readonly content: Rect;
  /** The whole bitmap, in fractions of `content`; it reaches beyond where it is cut. */
  readonly bitmap: Rect;
  /** Further places where the same bitmap is painted, in the same fractions: a background that repeats. */
  readonly repeats?: readonly Rect[];
  /** Set where the bitmap was taken from the screen, turned and mirrored as it is there: it then lies upright. */
  readonly isAsSeen?: boolean;
}

const NOWHERE: PicturePlace = { content: { x: 0, y: 0, width: 0, height: 0 }, bitmap: UNIT };

/** The place of bitmaps that a part of an element's own box cuts, all in that box's own pixels. */
function placeIn(box: ElementBox, area: Rect, bitmaps: readonly Rect[]): PicturePlace {
  const [bitmap, ...repeats] = bitmaps.map((tile) => fractionsOf(area, tile));
  if (bitmap === undefined || isEmpty(area)) return NOWHERE;
  const content = box.onScreen(area);
  return repeats.length > 0 ? { content, bitmap, repeats } : { content, bitmap };
}

/**
 * Measures an element that is itself replaced by a bitmap (`img`, `video`, `canvas`, `input`, `object`, `embed`, or any
 * element under `content: url()`), whose bitmap has this intrinsic size.
 */
export function placeOfReplaced(element: HTMLElement, natural: Size): PicturePlace {
  const style = getComputedStyle(element);
  const box = elementBox(element, style);
  const area = shrunkBy(shrunkBy({ x: 0, y: 0, ...box.size }, box.border), box.padding);
  if (isEmpty(area) || isEmpty(natural)) return { content: box.onScreen(area), bitmap: UNIT };
  const seen = placeViewed(style.getPropertyValue('object-view-box'), natural);
  const placed = placeBitmap(style.objectFit, style.objectPosition, area, seen);
  const scale = { x: placed.width / seen.width, y: placed.height / seen.height };
  const bitmap = {
    x: area.x + placed.x - seen.x * scale.x,
    y: area.y + placed.y - seen.y * scale.y,
    width: natural.width * scale.x,
    height: natural.height * scale.y,
  };
  return placeIn(box, area, [bitmap]);
}

/** Whether a box goes on in another line or column: its background goes on there, cut in a way that its bounds do not tell. */
function isBroken(element: Element): boolean {
  return element.getClientRects().length > 1;
}

/** The box on which an element, or what its style puts before or after its content, paints its background. */
function paintedBox(element: Element, pseudo: PseudoElement | undefined, natural?: Size) {
  const own = getComputedStyle(element);
  const box = elementBox(element, own);
  if (pseudo === undefined) {
    const { border, padding } = box;
    return { box, style: own, at: { x: 0, y: 0, ...box.size }, border, padding };
  }
  const style = getComputedStyle(element, pseudo);
  return { box, style, at: pseudoBox(element, pseudo, box.size, natural), ...surroundsOf(style) };
}

/**
 * Measures one image of a background.
 *
 * @param index of the image in `background-image`
 * @param natural its intrinsic size in CSS pixels: of an `image-set()`, its pixels by its resolution
 * @param pseudo where the background is not the element's own
 */
export function placeOfBackground(
  element: Element,
  index: number,
  natural: Size,
  pseudo?: PseudoElement,
): PicturePlace {
  if (pseudo === undefined && paintsCanvas(element)) return placeOnCanvas(element, index, natural);
  if (pseudo === undefined && isBroken(element)) return NOWHERE;
  const { box, style, at, border, padding } = paintedBox(element, pseudo);
  if (at === undefined || isEmpty(at)) return NOWHERE;
  const layer = backgroundLayer(style, index);
  const { area, tiles } = placeBackground(
    layer,
    {
      size: at,
      border,
      padding,
      ...(layer.attachment === 'fixed' &&
        hangsOnViewport(element) && { viewport: shifted(box.viewport(), -at.x, -at.y) }),
      ...(layer.attachment === 'local' && { scrolled: scrolledBy(element) }),
    },
    natural,
  );
  return placeIn(
    box,
    shifted(area, at.x, at.y),
    tiles.map((tile) => shifted(tile, at.x, at.y)),
  );
}

function placeOnCanvas(element: Element, index: number, natural: Size): PicturePlace {
  const { box, canvas } = canvasBox(element);
  const layer = backgroundLayer(getComputedStyle(element), index);
  const { area, tiles } = placeBackground(
    layer,
    {
      size: box.size,
      border: box.border,
      padding: box.padding,
      painted: canvas,
      ...(layer.attachment === 'fixed' && { viewport: box.viewport() }),
    },
    natural,
  );
  return placeIn(box, area, tiles);
}

function scrolledBy({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: Element) {
  return { left: scrollLeft, top: scrollTop, width: scrollWidth, height: scrollHeight };
}

/** Measures the largest part of a border image: its middle, where the page fills it. */
export function placeOfBorderImage(element: Element, natural: Size, pseudo?: PseudoElement): PicturePlace {
  if (pseudo === undefined && isBroken(element)) return NOWHERE;
  const { box, style, at, border } = paintedBox(element, pseudo);
  if (at === undefined || isEmpty(at) || isEmpty(natural)) return NOWHERE;
  const value = (name: string) => style.getPropertyValue(`border-image-${name}`);
  const image = { slice: value('slice'), width: value('width'), outset: value('outset') };
  const [part] = placeBorderImage(image, at, border, natural);
  return part ? placeIn(box, shifted(part.area, at.x, at.y), [shifted(part.bitmap, at.x, at.y)]) : NOWHERE;
}

/** Measures the image that `content: url()` puts before or after the content of an element. */
export function placeOfPseudoContent(element: Element, pseudo: PseudoElement, natural: Size): PicturePlace {
  const { box, at, border, padding } = paintedBox(element, pseudo, natural);
  if (at === undefined) return NOWHERE;
  const inner: Rect = shrunkBy(shrunkBy(at, border), padding);
  const bitmap = { x: inner.x, y: inner.y, width: natural.width, height: natural.height };
  return placeIn(box, bitmap, [bitmap]);
}
