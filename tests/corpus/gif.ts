import { ascii, big, join, little } from './bytes.ts';

/** GIF files after GIF89a (CompuServe, 1990). */

export interface GifForm {
  readonly width: number;
  readonly height: number;
  readonly frames?: number;
  /** Size of each frame, where it is not that of the screen. */
  readonly frame?: { readonly width: number; readonly height: number };
  readonly extra?: Buffer;
}

/** LZW of 7-bit numbers in codes of 8 bits: a clear code comes before they would grow to 9 (appendix F). */
function uncompressed(pixels: number): Buffer {
  const codes: number[] = [];
  for (let i = 0; i < pixels; i++) {
    if (i % 100 === 0) codes.push(0x80);
    codes.push((i * 3) % 128);
  }
  codes.push(0x81);
  const blocks: Buffer[] = [];
  for (let at = 0; at < codes.length; at += 255)
    blocks.push(subBlock(Buffer.from(codes.slice(at, at + 255))));
  return join(7, ...blocks, 0);
}

export function subBlock(content: Buffer): Buffer {
  return join(content.length, content);
}

export function gif({
  width,
  height,
  frames = 1,
  frame = { width, height },
  extra = Buffer.alloc(0),
}: GifForm): Buffer {
  const screen = join(ascii('GIF89a'), little(2, width), little(2, height), 0xf6, 0, 0);
  const colours = Buffer.from(Array.from({ length: 3 * 128 }, (_, i) => (i * 11) % 256));
  const image = join(
    Buffer.from([0x21, 0xf9, 4, 4, 5, 0, 0, 0]),
    0x2c,
    big(4, 0),
    little(2, frame.width),
    little(2, frame.height),
    0,
    uncompressed(Math.min(frame.width * frame.height, 64 * 64)),
  );
  return join(screen, colours, extra, ...Array.from({ length: frames }, () => image), 0x3b);
}
