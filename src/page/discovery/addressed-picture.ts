import type { PicturePlace } from '../overlay/picture-place.ts';
import type { PseudoElement } from '../overlay/pseudo-box.ts';
import type { Size } from '../overlay/rect.ts';
import type { Picture } from '../picture.ts';
import type { PageBitmap } from './bitmaps.ts';
import { pixelsFromPage, pixelsOfImage } from './image-pixels.ts';

const UNKNOWN: Size = { width: 0, height: 0 };

/**
 * A picture that an element shows by its address, otherwise than as an `img`. It may stand for a bitmap that is still
 * loading: then its size is zero, and `pixels` waits.
 *
 * @param resolution pixels of the bitmap to one CSS pixel
 * @param place where a bitmap of this intrinsic size lies
 * @param pseudo where it is that which shows the bitmap
 */
export function addressedPicture(
  element: Element,
  address: string,
  bitmap: PageBitmap,
  place: (natural: Size) => PicturePlace,
  resolution = 1,
  pseudo?: PseudoElement,
): Picture {
  const natural = () => {
    const { width, height } = bitmap.size ?? UNKNOWN;
    return { width: width / resolution, height: height / resolution };
  };
  return {
    element,
    pseudo,
    address,
    get width() {
      return natural().width;
    },
    get height() {
      return natural().height;
    },
    async pixels(signal) {
      await bitmap.load();
      return pixelsOfImage(bitmap.image, signal);
    },
    pixelsFromPage: (signal) => pixelsFromPage(bitmap.image, signal),
    place: () => place(natural()),
  };
}
