import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAnimated } from '../../../src/engine/formats/animation.ts';
import type { ReadableFormat } from '../../../src/engine/formats/image-format.ts';
import { ascii, big, join, little } from '../../corpus/bytes.ts';
import { gif, subBlock } from '../../corpus/gif.ts';
import { COLOUR_TYPES, chunk, END, header, SIGNATURE } from '../../corpus/png.ts';

const FORM = { width: 3, height: 2, depth: 8, colour: COLOUR_TYPES.rgb };

function png(...chunks: Buffer[]): Buffer {
  return join(SIGNATURE, header(FORM), ...chunks, chunk('IDAT', Buffer.alloc(7)), END);
}

const framesOf = (count: number) => chunk('acTL', join(big(4, count), big(4, 0)));

function webp(...chunks: [string, number][]): Buffer {
  const parts = chunks.map(([name, length]) =>
    join(ascii(name), little(4, length), Buffer.alloc(length + (length % 2))),
  );
  return join(ascii('RIFF'), little(4, 4 + join(...parts).length), ascii('WEBP'), ...parts);
}

function box(type: string, ...content: Buffer[]): Buffer {
  const inside = join(...content);
  return join(big(4, inside.length + 8), ascii(type), inside);
}

function avif(samples?: number): Buffer {
  const counted = (count: number) =>
    box('stsz', big(4, 0), big(4, 0), big(4, count), Buffer.alloc(4 * count));
  const track = (count: number) =>
    box('trak', box('tkhd', big(4, 0)), box('mdia', box('minf', box('stbl', counted(count)))));
  const start = join(box('ftyp', ascii('avifmif1')), box('meta', big(4, 0)));
  return samples === undefined ? start : join(start, box('moov', box('mvhd', big(4, 0)), track(samples)));
}

const comment = join(0x21, 0xfe, subBlock(ascii('a comment, with a comma')), 0);

const FILES: readonly (readonly [string, ReadableFormat, Buffer, boolean])[] = [
  ['a GIF of one frame', 'gif', gif({ width: 9, height: 9, extra: comment }), false],
  ['a GIF of two frames', 'gif', gif({ width: 9, height: 9, frames: 2, extra: comment }), true],
  ['a PNG', 'png', png(), false],
  ['a PNG of one frame', 'png', png(framesOf(1)), false],
  ['a PNG of two frames', 'png', png(chunk('tEXt', Buffer.from([1, 2, 3])), framesOf(2)), true],
  ['a PNG that tells of frames behind its pixels', 'png', join(png(), framesOf(2)), false],
  ['a plain WebP', 'webp', webp(['VP8 ', 31]), false],
  ['a WebP of one frame', 'webp', webp(['VP8X', 10], ['ANIM', 6], ['ANMF', 33]), false],
  ['a WebP of two frames', 'webp', webp(['VP8X', 10], ['ANIM', 6], ['ANMF', 33], ['ANMF', 20]), true],
  ['a plain AVIF', 'avif', avif(), false],
  ['an AVIF of one sample', 'avif', avif(1), false],
  ['an AVIF of two samples', 'avif', avif(2), true],
  ['a JPEG', 'jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), false],
];

describe('whether a file has several frames', () => {
  it.each(FILES)('%s', (_, format, file, expected) => {
    expect(isAnimated(format, file)).toBe(expected);
  });

  it('is never told of a part that holds but one, and nothing throws', () => {
    for (const [, format, file, expected] of FILES) {
      const told = Array.from({ length: file.length }, (_, length) =>
        isAnimated(format, file.subarray(0, length)),
      );
      // Once it is known, what follows changes nothing.
      expect(told.lastIndexOf(false) < (told.includes(true) ? told.indexOf(true) : told.length)).toBe(true);
      if (!expected) expect(told).not.toContain(true);
    }
  });

  it('is answered for damaged files too', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FILES),
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        ([, format, file], changes) => {
          const bytes = Uint8Array.from(file);
          for (const [place, value] of changes) bytes[place % bytes.length] = value;
          expect(typeof isAnimated(format, bytes)).toBe('boolean');
        },
      ),
    );
  });
});
