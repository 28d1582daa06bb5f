import type { ImageSize } from './size-reader.ts';
import { textAt } from './text-at.ts';

/** PNG (W3C, Portable Network Graphics, third edition, 11.2.1): the IHDR chunk comes first. */
export function pngSize(file: DataView): ImageSize | undefined {
  if (textAt(file, 12, 4) !== 'IHDR') return undefined;
  return { width: file.getUint32(16), height: file.getUint32(20) };
}
