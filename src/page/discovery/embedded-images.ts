import { placeOfReplaced } from '../overlay/picture-place.ts';
import type { PictureSource } from '../picture.ts';
import { addressedElements, resolved } from './addressed-elements.ts';
import { attributeOf } from './dom.ts';

const IMAGE_TYPE = /^image\/(?!svg)/i;
const IMAGE_NAME = /\.(avif|bmp|gif|ico|jfif|jpe?g|png|webp)$/i;

/** Other things are embedded too; what is no image by its type or its name is not asked for. */
function imageAddressOf(element: Element): string | undefined {
  const address = resolved(attributeOf(element, element.localName === 'object' ? 'data' : 'src'), element);
  if (address === undefined) return undefined;
  const type = attributeOf(element, 'type');
  const isImage = type === '' ? IMAGE_NAME.test(new URL(address).pathname) : IMAGE_TYPE.test(type);
  return isImage || /^data:image\/(?!svg)/i.test(address) ? address : undefined;
}

/** `<object>` and `<embed>` of an image. A drawing (SVG) in them is a document, and so a frame of its own. */
export function embeddedImages(): PictureSource {
  return addressedElements({
    selector: 'object, embed',
    attributes: ['data', 'src', 'type'],
    addressOf: imageAddressOf,
    place: (element, natural) => placeOfReplaced(element as HTMLElement, natural),
  });
}
