import { EXTENSION, firstBlock, IMAGE, skipExtension } from './gif-blocks.ts';
import type { ImageSize } from './size-reader.ts';

/** Corner of the first frame that is farthest from the origin; nothing where the file ends before it. */
function firstFrame(file: DataView): ImageSize {
  let offset = firstBlock(file);
  while (offset < file.byteLength && file.getUint8(offset) === EXTENSION)
    offset = skipExtension(file, offset);
  if (offset + 9 > file.byteLength || file.getUint8(offset) !== IMAGE) return { width: 0, height: 0 };
  const at = (place: number) => file.getUint16(offset + place, true);
  return { width: at(1) + at(5), height: at(3) + at(7) };
}

/** GIF89a, 18 and 20: the logical screen, or the first frame where that is larger, since decoders then grow the screen. */
export function gifSize(file: DataView): ImageSize | undefined {
  const screen = { width: file.getUint16(6, true), height: file.getUint16(8, true) };
  const frame = firstFrame(file);
  return { width: Math.max(screen.width, frame.width), height: Math.max(screen.height, frame.height) };
}
