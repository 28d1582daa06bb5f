import { END, SCAN, standsAlone } from './jpeg-markers.ts';

const MARKER = 0xff;

/**
 * How often a JPEG's decoder has to go over the picture (ITU-T T.81, B.2.3): once in most files, about ten times in a
 * progressive one, and as often as somebody likes in one that is made to keep the decoder busy. Never throws, takes
 * linear time.
 */
export function jpegScans(bytes: Uint8Array): number {
  let scans = 0;
  let offset = bytes.indexOf(MARKER, 2);
  while (offset >= 0 && offset + 1 < bytes.length) {
    const marker = bytes[offset + 1] ?? 0;
    if (marker === END) break;
    if (marker === SCAN) scans += 1;
    // Fill bytes repeat the 0xff; a zero behind it makes it a number of the coded picture.
    if (marker === MARKER) offset += 1;
    else if (marker === 0 || standsAlone(marker)) offset += 2;
    else offset += 2 + Math.max(2, (bytes[offset + 2] ?? 0) * 256 + (bytes[offset + 3] ?? 0));
    offset = bytes.indexOf(MARKER, offset);
  }
  return scans;
}
