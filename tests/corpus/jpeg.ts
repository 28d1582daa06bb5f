import { ascii, big, join } from './bytes.ts';

/** Segments of JPEG files (ITU-T T.81, annex B), and what cameras put into them. */

export function segment(marker: number, content: Buffer): Buffer {
  return join(0xff, marker, big(2, content.length + 2), content);
}

/** The file with a segment behind its first marker. */
export function withSegment(file: Buffer, ...segments: readonly Buffer[]): Buffer {
  return join(file.subarray(0, 2), ...segments, file.subarray(2));
}

/** The offset of the frame header's first byte behind its marker. */
export function frameOffset(file: Buffer): number {
  for (let at = 2; at < file.length - 9; at += 2 + file.readUInt16BE(at + 2)) {
    const marker = file[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc2) return at + 4;
  }
  throw new Error('The JPEG has no frame.');
}

/** The file with another size in its frame header. */
export function claiming(file: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(file);
  const at = frameOffset(file);
  copy.writeUInt16BE(height, at + 1);
  copy.writeUInt16BE(width, at + 3);
  return copy;
}

/** EXIF that says how the picture is to be turned (CIPA DC-008, tag 0x0112). */
export function orientation(value: number, { entries = 1, directory = 8, next = 0 } = {}): Buffer {
  const entry = join(big(2, 0x0112), big(2, 3), big(4, 1), big(2, value), big(2, 0));
  const tiff = join(ascii('MM'), big(2, 42), big(4, directory), big(2, entries), entry, big(4, next));
  return segment(0xe1, join(ascii('Exif\0\0'), tiff));
}

/**
 * A progressive gray picture of so many scans, of which each says "nothing more" for the whole picture: every scan costs
 * a decoder a walk over all blocks, and the file a few bytes.
 */
export function manyScans(width: number, height: number, scans: number): Buffer {
  const frame = segment(0xc2, join(8, big(2, height), big(2, width), Buffer.from([1, 1, 0x11, 0])));
  const quantisation = segment(0xdb, join(0, Buffer.alloc(64, 1)));
  // One code of one bit for each table: in the first "no difference", in the other "a run of 2^14 blocks ends here".
  const table = (kind: number, symbol: number) => segment(0xc4, join(kind, 1, Buffer.alloc(15), symbol));
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const scan = (from: number, to: number, data: Buffer) =>
    join(segment(0xda, Buffer.from([1, 1, 0, from, to, 0])), data);
  const first = scan(0, 0, Buffer.alloc(Math.ceil(blocks / 8), 0));
  // Each run is a code of one bit and 14 bits that say how much longer than 2^14 it is: none.
  const later = Buffer.alloc(Math.ceil((Math.ceil(blocks / 2 ** 14) * 15) / 8), 0);
  const rest = Array.from({ length: scans }, (_, i) => scan((i % 63) + 1, (i % 63) + 1, later));
  return join(0xff, 0xd8, quantisation, frame, table(0, 0), table(0x10, 0xe0), first, ...rest, 0xff, 0xd9);
}
