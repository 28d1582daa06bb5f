import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { Size } from '../vision/geometry.ts';
import { pixelsOf } from '../vision/packed-pixels.ts';

let context: OffscreenCanvasRenderingContext2D | undefined;

/** One canvas for all pictures: the browser collects those that nobody needs any more late, and each is as large as its picture. */
function canvasOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  context ??=
    new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true }) ??
    undefined;
  if (!context) throw new Error('The browser gives no canvas to read pixels from.');
  Object.assign(context.canvas, { width, height });
  return context;
}

/**
 * The pixels of a bitmap as the pipeline takes them. Transparent parts become white, as on most pages.
 *
 * Drawn and read on the processor for every backend: `tf.browser.fromPixels` treats transparency in another way on each,
 * and the readings would differ.
 */
export function bitmapPixels(bitmap: ImageBitmap): Tensor3D {
  const { width, height } = bitmap;
  const canvas = canvasOf(bitmap);
  canvas.fillStyle = 'white';
  canvas.fillRect(0, 0, width, height);
  canvas.drawImage(bitmap, 0, 0);
  return pixelsOf(canvas.getImageData(0, 0, width, height).data, bitmap);
}
