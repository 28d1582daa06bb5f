import type { Settings } from '../../settings/schema.ts';
import type { PictureSource } from '../picture.ts';
import { canvasElements } from './canvas/canvas-elements.ts';
import { embeddedImages } from './embedded-images.ts';
import { imageElements } from './image-elements.ts';
import { inputImages } from './input-images.ts';
import { stylePictures } from './styles/style-pictures.ts';
import { svgImages } from './svg-images.ts';
import { videoPosters } from './video-posters.ts';

/** Which kinds of pictures the person wants to be read unasked. */
export type WantedSources = Pick<Settings, 'readImages' | 'readBackgrounds' | 'readCanvases'>;

/** Every way in which a page shows pictures, by the setting that says whether it is wanted. To leave one out, take away its line. */
export function pictureSources(): Readonly<Record<keyof WantedSources, readonly PictureSource[]>> {
  return {
    readImages: [imageElements(), svgImages(), inputImages(), embeddedImages(), videoPosters()],
    readCanvases: [canvasElements()],
    readBackgrounds: [stylePictures()],
  };
}

export function isSameWish(one: WantedSources, other: WantedSources): boolean {
  return (
    one.readImages === other.readImages &&
    one.readBackgrounds === other.readBackgrounds &&
    one.readCanvases === other.readCanvases
  );
}
