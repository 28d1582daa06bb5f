import type { PicturePlace } from '../overlay/picture-place.ts';
import { fractionsOf, isEmpty, type Rect, rectOf, type Size, UNIT } from '../overlay/rect.ts';
import type { PictureSource } from '../picture.ts';
import { addressedElements, resolved } from './addressed-elements.ts';
import { attributeOf } from './dom.ts';

const XLINK = 'http://www.w3.org/1999/xlink';

function addressOf(image: Element): string | undefined {
  const address = attributeOf(image, 'href') || (image.getAttributeNS(XLINK, 'href') ?? '');
  return resolved(address, image);
}

/**
 * Where `preserveAspectRatio` puts a bitmap: SVG 2, section 8.8. Pure.
 *
 * @param align as the DOM numbers it: 1 for `none`, 2 for `xMinYMin`, row by row to 10 for `xMaxYMax`
 * @returns from the upper left corner of `box`, in its units
 */
export function placeByAspect(align: number, isSlice: boolean, box: Size, natural: Size): Rect {
  if (align <= SVGPreserveAspectRatio.SVG_PRESERVEASPECTRATIO_NONE) return { x: 0, y: 0, ...box };
  const ratios = [box.width / natural.width, box.height / natural.height];
  const scale = isSlice ? Math.max(...ratios) : Math.min(...ratios);
  const size = { width: natural.width * scale, height: natural.height * scale };
  const column = (align - SVGPreserveAspectRatio.SVG_PRESERVEASPECTRATIO_XMINYMIN) % 3;
  const row = Math.floor((align - SVGPreserveAspectRatio.SVG_PRESERVEASPECTRATIO_XMINYMIN) / 3);
  return {
    x: ((box.width - size.width) * column) / 2,
    y: ((box.height - size.height) * row) / 2,
    ...size,
  };
}

const isSvgImage = (element: Element): element is SVGImageElement => 'preserveAspectRatio' in element;

function placeOf(image: Element, natural: Size): PicturePlace {
  const content = rectOf(image.getBoundingClientRect());
  if (!isSvgImage(image) || isEmpty(natural)) return { content, bitmap: UNIT };
  const { width, height } = image.getBBox();
  const box = { x: 0, y: 0, width, height };
  if (isEmpty(box)) return { content, bitmap: UNIT };
  const { align, meetOrSlice } = image.preserveAspectRatio.animVal;
  const isSlice = meetOrSlice === SVGPreserveAspectRatio.SVG_MEETORSLICE_SLICE;
  return { content, bitmap: fractionsOf(box, placeByAspect(align, isSlice, box, natural)) };
}

/** `<image>` inside `<svg>`. */
export function svgImages(): PictureSource {
  return addressedElements({
    selector: 'image',
    attributes: ['href', 'xlink:href'],
    addressOf,
    place: placeOf,
  });
}
