import type { ImageSource } from '../../messaging/protocol.ts';
import { type PicturePlace, placeOfReplaced } from '../overlay/picture-place.ts';
import type { Picture, PictureSource } from '../picture.ts';
import { isImage, localNameOf, queryAll, queryWith } from './dom.ts';
import { pixelsFromPage, pixelsOfImage } from './image-pixels.ts';

/** What an image shows, each asked of the browser once: a page may have thousands, and tells of each that it has loaded. */
interface Loaded {
  readonly width: number;
  readonly height: number;
  readonly address: string;
}

function loadedBy(image: HTMLImageElement): Loaded | undefined {
  if (!image.complete) return undefined;
  const { naturalWidth: width, currentSrc: address } = image;
  return width > 0 && address !== '' ? { width, height: image.naturalHeight, address } : undefined;
}

/** A class, because a page may have thousands. */
class ImagePicture implements Picture {
  readonly element: HTMLImageElement;
  readonly address: string;
  readonly width: number;
  readonly height: number;

  constructor(image: HTMLImageElement, { address, width, height }: Loaded) {
    this.element = image;
    this.address = address;
    this.width = width;
    this.height = height;
  }

  pixels(signal: AbortSignal): Promise<ImageSource> {
    return pixelsOfImage(this.element, signal);
  }

  pixelsFromPage(signal: AbortSignal): Promise<ImageSource> {
    return pixelsFromPage(this.element, signal);
  }

  place(): PicturePlace {
    return placeOfReplaced(this.element, this);
  }
}

function makeUnloaded(image: HTMLImageElement): Picture {
  const { naturalWidth: width, naturalHeight: height, currentSrc, src } = image;
  // The browser chooses none before it loads an image, which it may put off until the image comes near.
  return new ImagePicture(image, { width, height, address: currentSrc || src });
}

/** `img` elements, also inside `picture`. */
export function imageElements(): PictureSource {
  const known = new WeakMap<Element, readonly [ImagePicture]>();
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
      return isImage(element) && !loadedBy(element) ? makeUnloaded(element) : undefined;
    },
    picturesOf(element) {
      const loaded = isImage(element) ? loadedBy(element) : undefined;
      if (loaded === undefined) return [];
      const before = known.get(element);
      if (before && isSame(before[0], loaded)) return before;
      const pictures = [new ImagePicture(element as HTMLImageElement, loaded)] as const;
      known.set(element, pictures);
      return pictures;
    },
  };
}

function isSame(one: Loaded, other: Loaded): boolean {
  return one.address === other.address && one.width === other.width && one.height === other.height;
}
