import type { ImageSize } from './image-size.ts';

const SCAN = 0xda;
const END = 0xd9;

/** Markers without a body: TEM, RST0 to RST7 and SOI. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie in the same range. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

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
