import {
  colourTableBytes,
  EXTENSION,
  firstBlock,
  IMAGE,
  skipExtension,
  skipSubBlocks,
} from './gif-blocks.ts';
import type { ReadableFormat } from './image-format.ts';
import { childrenOf, type MediaBox, VERSION_BYTES, wholeFile } from './iso-boxes.ts';
import { textAt } from './text-at.ts';

/** Reading beyond the end throws `RangeError`, as DataView does. */
type Question = (file: DataView) => boolean;

/** GIF89a, 20: a second image. A file that is cut off behind the second one's beginning still has it. */
function hasSecondImage(file: DataView): boolean {
  let images = 0;
  let offset = firstBlock(file);
  for (;;) {
    const kind = file.getUint8(offset);
    if (kind === IMAGE) {
      images += 1;
      if (images > 1) return true;
      // The descriptor, its colours, and the size of the codes come before the pixels.
      offset = skipSubBlocks(file, offset + 10 + colourTableBytes(file.getUint8(offset + 9)) + 1);
    } else if (kind === EXTENSION) offset = skipExtension(file, offset);
    else return false;
  }
}

const PNG_SIGNATURE_BYTES = 8;
/** Length, name and checksum of a chunk. */
const PNG_CHUNK_BYTES = 12;

/** PNG, third edition, 11.3.6.1: `acTL`, before the pixels, tells how many frames there are. */
function hasAnimationControl(file: DataView): boolean {
  for (let offset = PNG_SIGNATURE_BYTES; ; offset += PNG_CHUNK_BYTES + file.getUint32(offset)) {
    const name = textAt(file, offset + 4, 4);
    if (name === 'acTL') return file.getUint32(offset + 8) > 1;
    if (name === 'IDAT' || name === 'IEND') return false;
  }
}

const RIFF_HEADER_BYTES = 12;
const RIFF_CHUNK_BYTES = 8;

/** WebP (RFC 9649, 2.7.1.1): each frame is an `ANMF` chunk. Chunks of odd length are padded. */
function hasSecondFrame(file: DataView): boolean {
  let frames = 0;
  for (let offset = RIFF_HEADER_BYTES; offset + RIFF_CHUNK_BYTES <= file.byteLength; ) {
    if (textAt(file, offset, 4) === 'ANMF') frames += 1;
    if (frames > 1) return true;
    const length = file.getUint32(offset + 4, true);
    offset += RIFF_CHUNK_BYTES + length + (length % 2);
  }
  return false;
}

/** AVIF: an image sequence is a track (ISO/IEC 14496-12, 8), whose `stsz` counts its samples, after version and their size. */
function hasTrackOfSamples(file: DataView): boolean {
  let within: MediaBox[] = [wholeFile(file)];
  for (const type of ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz']) {
    within = within.flatMap((parent) => childrenOf(file, parent, type));
  }
  return within.some(({ start }) => file.getUint32(start + VERSION_BYTES + 4) > 1);
}

const QUESTIONS: Readonly<Partial<Record<ReadableFormat, Question>>> = {
  gif: hasSecondImage,
  png: hasAnimationControl,
  webp: hasSecondFrame,
  avif: hasTrackOfSamples,
};

/** Whether a file holds more frames than one, from its structure alone. Never throws, takes linear time. */
export function isAnimated(format: ReadableFormat, bytes: Uint8Array): boolean {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return QUESTIONS[format]?.(file) ?? false;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
