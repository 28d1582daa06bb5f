import { placeOfReplaced } from '../overlay/picture-place.ts';
import type { PictureSource } from '../picture.ts';
import { addressedElements, resolved } from './addressed-elements.ts';
import { attributeOf } from './dom.ts';

/** `<input type=image>`. */
export function inputImages(): PictureSource {
  return addressedElements({
    selector: 'input[type=image i]',
    attributes: ['src', 'type'],
    addressOf: (input) => resolved(attributeOf(input, 'src'), input),
    place: (input, natural) => placeOfReplaced(input as HTMLInputElement, natural),
  });
}
