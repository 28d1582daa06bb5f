import type { PictureSource } from '../picture.ts';
import { canvasElements } from './canvas/canvas-elements.ts';
import { embeddedImages } from './embedded-images.ts';
import { imageElements } from './image-elements.ts';
import { inputImages } from './input-images.ts';
import { stylePictures } from './styles/style-pictures.ts';
import { svgImages } from './svg-images.ts';
import { videoPosters } from './video-posters.ts';

/** Every way in which a page shows pictures. To leave one out, take away its line. */
export function pictureSources(): readonly PictureSource[] {
  return [
    imageElements(),
    svgImages(),
    inputImages(),
    embeddedImages(),
    canvasElements(),
    videoPosters(),
    stylePictures(),
  ];
}
