import { isAnimated } from './formats/animation.ts';
import { isReadableFormat, mimeTypeOf, sniffImageFormat } from './formats/image-format.ts';
import { readImageSize } from './formats/image-size.ts';
import { jpegScans } from './formats/jpeg-scans.ts';
import type { ImageSize } from './formats/size-reader.ts';
import { LateWork } from './late-work.ts';
import {
  DECODE_DEADLINE,
  MAX_PIXELS,
  MAX_SCANNED_PIXELS,
  MIN_SIDE,
  MOST_LATE_DECODES,
  REDUCED_SIDE,
} from './limits.ts';
import { type BitmapPicture, ReadFailure } from './types.ts';

const decodes = new LateWork(MOST_LATE_DECODES);

function damaged(): ReadFailure {
  return new ReadFailure('damaged-image', 'The image is damaged.');
}

function refuseBySize({ width, height }: ImageSize): void {
  const size = `${width} x ${height} pixels`;
  if (width * height > MAX_PIXELS) throw new ReadFailure('too-large', `The image is too large (${size}).`);
  if (Math.min(width, height) < MIN_SIDE) {
    throw new ReadFailure('too-small', `The image is too small to show a face (${size}).`);
  }
}

function refuseByScans({ width, height }: ImageSize, jpeg: Uint8Array): void {
  const scans = jpegScans(jpeg);
  if (scans > 1 && width * height * scans > MAX_SCANNED_PIXELS) {
    throw new ReadFailure('deadline', `The image would take too long to decode (${scans} scans).`);
  }
}

/** The file as a blob that says truly what it is, and whether it has several frames; refuses what must not be decoded. */
function decodable(bytes: Uint8Array<ArrayBuffer>): { blob: Blob; isAnimated: boolean } {
  const format = sniffImageFormat(bytes);
  if (format === undefined || !isReadableFormat(format)) {
    throw new ReadFailure('not-an-image', 'The file is not an image.');
  }
  const size = readImageSize(format, bytes);
  if (!size) throw damaged();
  refuseBySize(size);
  if (format === 'jpeg') refuseByScans(size, bytes);
  return { blob: new Blob([bytes], { type: mimeTypeOf(format) }), isAnimated: isAnimated(format, bytes) };
}

/** The picture in full size and upright; animated ones show their first frame. */
async function decodeWhole(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch {
    throw damaged();
  }
}

async function reduce(whole: ImageBitmap): Promise<ImageBitmap> {
  const scale = REDUCED_SIDE / Math.max(whole.width, whole.height);
  if (scale >= 1) return whole;
  try {
    return await createImageBitmap(whole, {
      resizeWidth: Math.max(1, Math.round(whole.width * scale)),
      resizeHeight: Math.max(1, Math.round(whole.height * scale)),
      resizeQuality: 'high',
    });
  } finally {
    whole.close();
  }
}

async function decodeAndReduce({ blob, isAnimated }: ReturnType<typeof decodable>): Promise<BitmapPicture> {
  const whole = await decodeWhole(blob);
  const { width, height } = whole;
  return { bitmap: await reduce(whole), width, height, ...(isAnimated && { isAnimated }) };
}

/**
 * Turns an image file into an upright bitmap, reduced to `REDUCED_SIDE`. The caller closes the bitmap.
 *
 * @throws ReadFailure `not-an-image`, `damaged-image`, `too-large`, `too-small` or `deadline`
 */
export async function decodeImage(bytes: Uint8Array<ArrayBuffer>): Promise<BitmapPicture> {
  const file = decodable(bytes);
  const late = new ReadFailure(
    'deadline',
    `The image could not be decoded within ${DECODE_DEADLINE / 1000} seconds.`,
  );
  return await decodes.run(
    () => decodeAndReduce(file),
    DECODE_DEADLINE,
    late,
    ({ bitmap }) => bitmap.close(),
  );
}
