import { type Tensor3D, tensor3d } from '@tensorflow/tfjs-core';

/** Red, green and blue of RGBA bytes. */
function withoutAlpha(rgba: Uint8ClampedArray): Float32Array {
  const rgb = new Float32Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}

/**
 * The pixels of a bitmap as RGB [height, width, 3], whole numbers as float32, which is what everything after works on: int32
 * would be converted once more for every cut. Transparent parts become white, as on most pages.
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
  const { data } = context.getImageData(0, 0, width, height);
  return tensor3d(withoutAlpha(data), [height, width, 3], 'float32');
}
