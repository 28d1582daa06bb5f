import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

/** An APP1 segment that says nothing but how the picture is to be turned (CIPA DC-008, tag 0x0112). */
function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.from([
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08], // Big-endian TIFF; its first directory is at 8.
    ...[0x00, 0x01], // One entry:
    ...[0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00], // a short, the orientation.
    ...[0x00, 0x00, 0x00, 0x00], // No other directory.
  ]);
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/**
 * A JPEG whose pixels lie on their side, with the EXIF orientation (6) that sets them upright again, as a phone held
 * upright writes it.
 */
export function lyingJpeg(uprightPng: Buffer): Buffer {
  const upright = PNG.sync.read(uprightPng);
  const { width, height } = upright;
  const lying = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4;
      const to = ((width - 1 - x) * height + y) * 4;
      upright.data.copy(lying, to, from, from + 4);
    }
  }
  const { data } = jpeg.encode({ data: lying, width: height, height: width }, 92);
  const [start, rest] = [data.subarray(0, 2), data.subarray(2)];
  return Buffer.concat([start, orientationSegment(6), rest]);
}
