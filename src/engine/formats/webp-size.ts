import type { ImageSize } from './size-reader.ts';
import { textAt } from './text-at.ts';

const LOSSLESS_SIGNATURE = 0x2f;
const LOSSY_START_CODE = 0x9d012a;
const FOURTEEN_BITS = 0x3fff;

function uint24(file: DataView, offset: number): number {
  return file.getUint16(offset, true) + file.getUint8(offset + 2) * 0x10000;
}

function extendedSize(file: DataView): ImageSize {
  return { width: uint24(file, 24) + 1, height: uint24(file, 27) + 1 };
}

function losslessSize(file: DataView): ImageSize | undefined {
  if (file.getUint8(20) !== LOSSLESS_SIGNATURE) return undefined;
  const bits = file.getUint32(21, true);
  return { width: (bits & FOURTEEN_BITS) + 1, height: ((bits >>> 14) & FOURTEEN_BITS) + 1 };
}

function lossySize(file: DataView): ImageSize | undefined {
  if (file.getUint32(22) % 0x1000000 !== LOSSY_START_CODE) return undefined;
  return {
    width: file.getUint16(26, true) & FOURTEEN_BITS,
    height: file.getUint16(28, true) & FOURTEEN_BITS,
  };
}

/** WebP (RFC 9649, 2.5 to 2.7): the first chunk is VP8X, VP8L or VP8. */
export function webpSize(file: DataView): ImageSize | undefined {
  switch (textAt(file, 12, 4)) {
    case 'VP8X':
      return extendedSize(file);
    case 'VP8L':
      return losslessSize(file);
    case 'VP8 ':
      return lossySize(file);
    default:
      return undefined;
  }
}
