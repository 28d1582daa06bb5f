import { END, isStartOfFrame, SCAN, standsAlone } from './jpeg-markers.ts';
import type { ImageSize } from './size-reader.ts';

/** Offset of the next marker's code. Bytes between two segments are skipped, as decoders do. */
function nextMarker(file: DataView, offset: number): number {
  while (file.getUint8(offset) !== 0xff) offset++;
  while (file.getUint8(offset) === 0xff) offset++;
  return offset;
}

/** JPEG (ITU-T T.81, B.2.2): the first frame header states the size. */
export function jpegSize(file: DataView): ImageSize | undefined {
  let offset = 2;
  for (;;) {
    offset = nextMarker(file, offset);
    const marker = file.getUint8(offset);
    offset += 1;
    if (marker === SCAN || marker === END) return undefined;
    if (marker === 0 || standsAlone(marker)) continue;
    if (isStartOfFrame(marker)) {
      return { height: file.getUint16(offset + 3), width: file.getUint16(offset + 5) };
    }
    offset += Math.max(2, file.getUint16(offset));
  }
}
