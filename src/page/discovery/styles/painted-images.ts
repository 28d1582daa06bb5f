import {
  type PicturePlace,
  placeOfBackground,
  placeOfBorderImage,
  placeOfPseudoContent,
  placeOfReplaced,
} from '../../overlay/picture-place.ts';
import type { PseudoElement } from '../../overlay/pseudo-box.ts';
import type { Size } from '../../overlay/rect.ts';
import { matches } from '../dom.ts';
import { type CssImage, cssImages } from './css-images.ts';

export const PSEUDO_ELEMENTS: readonly PseudoElement[] = ['::before', '::after'];

/** An image that an element shows by its style. */
export interface PaintedImage extends CssImage {
  /** Tells it from the others of its element. */
  readonly slot: string;
  readonly pseudo: PseudoElement | undefined;
  place(natural: Size): PicturePlace;
}

/** Elements whose own bitmap covers what their style paints under it. */
const COVERING = 'img, video, canvas, object, embed, iframe, input[type=image i]';

type Property = 'background' | 'border' | 'content';

function placed(
  element: Element,
  property: Property,
  index: number,
  natural: Size,
  pseudo: PseudoElement | undefined,
): PicturePlace {
  if (property === 'background') return placeOfBackground(element, index, natural, pseudo);
  if (property === 'border') return placeOfBorderImage(element, natural, pseudo);
  return pseudo
    ? placeOfPseudoContent(element, pseudo, natural)
    : placeOfReplaced(element as HTMLElement, natural);
}

/** What one box paints: the element's own, or that of a pseudo-element. */
function* paintedBy(element: Element, pseudo: PseudoElement | undefined): Iterable<PaintedImage> {
  const { backgroundImage, borderImageSource, content } = getComputedStyle(element, pseudo);
  if (pseudo && (content === 'none' || content === 'normal')) return;
  const values = { background: backgroundImage, border: borderImageSource, content };
  for (const [property, computed] of Object.entries(values) as [Property, string][]) {
    if (!computed.includes('url(')) continue;
    for (const [index, image] of cssImages(computed, devicePixelRatio).entries()) {
      if (image === undefined) continue;
      yield {
        ...image,
        slot: `${pseudo ?? ''}${property}${index}`,
        pseudo,
        place: (natural) => placed(element, property, index, natural, pseudo),
      };
    }
  }
}

/** Every image that an element shows by its style, as far as these of its pseudo-elements are concerned. */
export function* paintedImages(element: Element, pseudos: readonly PseudoElement[]): Iterable<PaintedImage> {
  if (!matches(element, COVERING)) yield* paintedBy(element, undefined);
  for (const pseudo of pseudos) yield* paintedBy(element, pseudo);
}
