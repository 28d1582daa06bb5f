import type { Tensor3D } from '@tensorflow/tfjs-core';
import { pixelsOf } from '../vision/packed-pixels.ts';

/**
 * The pixels of a bitmap as the pipeline takes them. Transparent parts become white, as on most pages.
 *
 * Drawn and read on the processor for every backend: `tf.browser.fromPixels` treats transparency in another way on each,
 * and the readings would differ.
 */
export function bitmapPixels(bitmap: ImageBitmap): Tensor3D {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('The browser gives no canvas to read pixels from.');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0);
  return pixelsOf(context.getImageData(0, 0, width, height).data, bitmap);
}
