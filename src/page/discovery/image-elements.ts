import { placeOfReplaced } from '../overlay/picture-place.ts';
import type { Picture, PictureSource } from '../picture.ts';
import { isImage, localNameOf, queryAll, queryWith } from './dom.ts';
import { pixelsFromPage, pixelsOfImage } from './image-pixels.ts';

interface Known {
  readonly pictures: readonly Picture[];
  readonly identity: string;
}

function isLoaded({ complete, naturalWidth, currentSrc }: HTMLImageElement): boolean {
  return complete && naturalWidth > 0 && currentSrc !== '';
}

function makePicture(image: HTMLImageElement): Picture {
  const size = { width: image.naturalWidth, height: image.naturalHeight };
  return {
    element: image,
    // The browser chooses none before it loads an image, which it may put off until the image comes near.
    address: image.currentSrc || image.src,
    ...size,
    pixels: (signal) => pixelsOfImage(image, signal),
    pixelsFromPage: (signal) => pixelsFromPage(image, signal),
    place: () => placeOfReplaced(image, size),
  };
}

/** `img` elements, also inside `picture`. */
export function imageElements(): PictureSource {
  const known = new WeakMap<HTMLImageElement, Known>();
  return {
    attributes: ['src', 'srcset', 'sizes', 'media', 'type'],
    events: ['load'],
    within: (root) => queryWith(root, 'img'),
    affectedBy(target) {
      if (isImage(target)) return [target];
      const picture = localNameOf(target) === 'source' ? target.parentElement : null;
      return picture ? queryAll(picture, 'img') : [];
    },
    unloadedAt(element) {
      return isImage(element) && !isLoaded(element) ? makePicture(element) : undefined;
    },
    picturesOf(element) {
      if (!isImage(element) || !isLoaded(element)) return [];
      const identity = `${element.naturalWidth}x${element.naturalHeight} ${element.currentSrc}`;
      const before = known.get(element);
      if (before?.identity === identity) return before.pictures;
      const pictures = [makePicture(element)];
      known.set(element, { pictures, identity });
      return pictures;
    },
  };
}
