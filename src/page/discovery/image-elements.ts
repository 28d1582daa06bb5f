import { placeOfReplaced } from '../overlay/picture-place.ts';
import type { Picture, PictureSource } from '../picture.ts';
import { pixelsFromPage, pixelsOfImage } from './image-pixels.ts';

interface Known {
  readonly picture: Picture;
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
    *within(root) {
      if (root instanceof HTMLImageElement) yield root;
      yield* root.querySelectorAll('img');
    },
    affectedBy(target) {
      if (target instanceof HTMLImageElement) return [target];
      const isSource = target instanceof HTMLSourceElement && target.parentElement !== null;
      return isSource ? target.parentElement.querySelectorAll('img') : [];
    },
    unloadedAt(element) {
      return element instanceof HTMLImageElement && !isLoaded(element) ? makePicture(element) : undefined;
    },
    pictureOf(element) {
      if (!(element instanceof HTMLImageElement) || !isLoaded(element)) return undefined;
      const identity = `${element.naturalWidth}x${element.naturalHeight} ${element.currentSrc}`;
      const before = known.get(element);
      if (before?.identity === identity) return before.picture;
      const picture = makePicture(element);
      known.set(element, { picture, identity });
      return picture;
    },
  };
}
