import { ascii, join, little } from './bytes.ts';

/** Chunks of WebP files (RFC 9649). */

export function riffChunk(type: string, content: Buffer): Buffer {
  return join(ascii(type), little(4, content.length), content, ...(content.length % 2 === 1 ? [0] : []));
}

export function webp(...chunks: readonly Buffer[]): Buffer {
  const content = join(ascii('WEBP'), ...chunks);
  return join(ascii('RIFF'), little(4, content.length), content);
}

/** @param flags 0x02 animated, 0x10 alpha */
export function extended(width: number, height: number, flags = 0): Buffer {
  return riffChunk('VP8X', join(flags, little(3, 0), little(3, width - 1), little(3, height - 1)));
}

/** The image chunk of a simple file, as it can stand in a frame. */
export function imageChunk(simple: Buffer): Buffer {
  return simple.subarray(12);
}

/** An animation of so many equal frames. */
export function animatedWebp(simple: Buffer, side: number, frames: number): Buffer {
  const frame = riffChunk(
    'ANMF',
    join(
      little(3, 0),
      little(3, 0),
      little(3, side - 1),
      little(3, side - 1),
      little(3, 50),
      0,
      imageChunk(simple),
    ),
  );
  const start = riffChunk('ANIM', join(little(4, 0), little(2, 0)));
  return webp(extended(side, side, 0x02), start, ...Array.from({ length: frames }, () => frame));
}
