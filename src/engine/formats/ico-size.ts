import { bitmapHeaderSize } from './bmp-size.ts';
import { pngSize } from './png-size.ts';
import type { ImageSize } from './size-reader.ts';

const DIRECTORY_BYTES = 6;
const ENTRY_BYTES = 16;
const PNG_SIGNATURE = 0x89504e47;

function entrySize(file: DataView, entry: number): ImageSize | undefined {
  const offset = file.getUint32(entry + 12, true);
  if (file.getUint32(offset) === PNG_SIGNATURE) {
    return pngSize(new DataView(file.buffer, file.byteOffset + offset, file.byteLength - offset));
  }
  // The height counts the colours and the transparency mask, one above the other.
  const { width, height } = bitmapHeaderSize(file, offset);
  return { width, height: height / 2 };
}

/**
 * ICO: a directory of pictures. The largest counts; its own header is read, because the directory has one byte for each
 * side and may lie about a PNG.
 */
export function icoSize(file: DataView): ImageSize | undefined {
  const count = file.getUint16(4, true);
  let largest: ImageSize | undefined;
  for (let i = 0; i < count; i++) {
    const size = entrySize(file, DIRECTORY_BYTES + i * ENTRY_BYTES);
    if (size && size.width * size.height > (largest ? largest.width * largest.height : 0)) largest = size;
  }
  return largest;
}
