import type { ImageSize } from './size-reader.ts';

const FILE_HEADER_BYTES = 14;
const CORE_HEADER_BYTES = 12;

/** The size in a Windows bitmap header (BITMAPCOREHEADER, BITMAPINFOHEADER and their heirs) that begins at `offset`. */
export function bitmapHeaderSize(file: DataView, offset: number): ImageSize {
  if (file.getUint32(offset, true) === CORE_HEADER_BYTES) {
    return { width: file.getUint16(offset + 4, true), height: file.getUint16(offset + 6, true) };
  }
  // A negative height says that the rows run from top to bottom.
  return { width: file.getInt32(offset + 4, true), height: Math.abs(file.getInt32(offset + 8, true)) };
}

export function bmpSize(file: DataView): ImageSize | undefined {
  return bitmapHeaderSize(file, FILE_HEADER_BYTES);
}
