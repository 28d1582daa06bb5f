import { avifSize } from './avif-size.ts';
import { bmpSize } from './bmp-size.ts';
import { gifSize } from './gif-size.ts';
import { icoSize } from './ico-size.ts';
import type { ReadableFormat } from './image-format.ts';
import { jpegSize } from './jpeg-size.ts';
import { pngSize } from './png-size.ts';
import type { ImageSize, SizeReader } from './size-reader.ts';
import { webpSize } from './webp-size.ts';

const READERS: Readonly<Record<ReadableFormat, SizeReader>> = {
  png: pngSize,
  jpeg: jpegSize,
  gif: gifSize,
  webp: webpSize,
  avif: avifSize,
  bmp: bmpSize,
  ico: icoSize,
};

/**
 * The size that a decoder would allocate for this file, from its header alone, so that a decompression bomb is
 * known before it is decoded. Undefined where the header is damaged or cut off. Never throws, takes linear time.
 */
export function readImageSize(format: ReadableFormat, bytes: Uint8Array): ImageSize | undefined {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = READERS[format](file);
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
