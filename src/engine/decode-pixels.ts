import { bitmapPixels } from './bitmap-pixels.ts';
import { decodeImage } from './decode-image.ts';
import type { PixelPicture } from './types.ts';

/**
 * Turns an image file into the pixels that the worker reads, on the page's side of it: the worker has enough to do.
 *
 * @throws what `decodeImage` throws
 */
export async function decodePixels(bytes: Uint8Array<ArrayBuffer>): Promise<PixelPicture> {
  const { bitmap, width, height } = await decodeImage(bytes);
  try {
    return { ...bitmapPixels(bitmap), width, height };
  } finally {
    bitmap.close();
  }
}
