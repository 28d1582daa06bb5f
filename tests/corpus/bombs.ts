import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { bmp } from './bitmap.ts';
import { ascii, big, join, little, patched } from './bytes.ts';
import { type CorpusImage, type Outcome, READ_OR_DAMAGED } from './corpus-image.ts';
import { gif } from './gif.ts';
import { manyScans, segment, withSegment } from './jpeg.ts';
import { animatedPng, COLOUR_TYPES, chunk, END, flatPng, header, pixels, png, SIGNATURE } from './png.ts';
import { animatedWebp, extended, riffChunk, webp } from './riff.ts';
import { SIDE, type Source } from './sources.ts';

function bomb(name: string, type: string, bytes: Buffer, outcomes: readonly Outcome[]): CorpusImage {
  return { name, kind: 'bomb', type: `image/${type}`, bytes, outcomes };
}

const TOO_LARGE: readonly Outcome[] = ['too-large'];
const MEGABYTE = 1024 * 1024;

/** Small files that claim more pixels than any memory holds. */
function* pixelBombs(): Generator<CorpusImage> {
  yield bomb('png of 30,000 x 30,000', 'png', flatPng(30_000, 30_000), TOO_LARGE);
  for (const side of [8_001, 20_000, 2 ** 31 - 1, 2 ** 32 - 1]) {
    const form = { width: side, height: side, depth: 16, colour: COLOUR_TYPES.rgba };
    yield bomb(
      `png of ${side}`,
      'png',
      join(SIGNATURE, header(form), chunk('IDAT', Buffer.alloc(9)), END),
      TOO_LARGE,
    );
  }
  const zlib = deflateSync(Buffer.alloc(40 * MEGABYTE));
  const form = { width: SIDE, height: SIDE, depth: 8, colour: COLOUR_TYPES.rgb };
  yield bomb(
    'png with 40 MB behind its pixels',
    'png',
    join(SIGNATURE, header(form), chunk('IDAT', zlib), END),
    READ_OR_DAMAGED,
  );
  yield bomb(
    'gif of 65,535',
    'gif',
    gif({ width: 65_535, height: 65_535, frame: { width: 9, height: 9 } }),
    TOO_LARGE,
  );
  yield bomb(
    'bmp of 30,000',
    'bmp',
    bmp({ width: 30_000, height: -30_000, data: Buffer.alloc(99) }),
    TOO_LARGE,
  );
  const runs = Buffer.alloc(4000, Buffer.from([255, 9]));
  yield bomb(
    'bmp of 2^31 in runs',
    'bmp',
    bmp({ width: 2 ** 31 - 1, height: 2 ** 31 - 1, bits: 8, compression: 1, data: runs }),
    TOO_LARGE,
  );
  yield bomb(
    'bmp of 7,000 in runs',
    'bmp',
    bmp({ width: 7_000, height: 7_000, bits: 8, compression: 1, data: runs }),
    READ_OR_DAMAGED,
  );
  yield bomb('webp canvas of 2^24', 'webp', webp(extended(2 ** 24, 2 ** 24)), TOO_LARGE);
  const lossless = riffChunk('VP8L', join(0x2f, little(4, 16_383 + 16_383 * 2 ** 14), Buffer.alloc(40)));
  yield bomb('lossless webp of 16,384', 'webp', webp(lossless), TOO_LARGE);
}

/** What is packed beside the pixels, and is larger than they are. */
function* chunkBombs(jpeg: Buffer): Generator<CorpusImage> {
  const form = { width: SIDE, height: SIDE, depth: 8, colour: COLOUR_TYPES.rgb };
  const packed = deflateSync(Buffer.alloc(150 * MEGABYTE, 32), { level: 9 });
  for (const [name, head] of [
    ['zTXt', 'Comment\0\0'],
    ['iTXt', 'Comment\0\x01\0\0\0'],
    ['iCCP', 'profile\0\0'],
  ] as const) {
    const one = chunk(name, join(ascii(head), packed));
    yield bomb(`png with 150 MB of ${name}`, 'png', png(form, [one]), READ_OR_DAMAGED);
    if (name === 'zTXt')
      yield bomb(
        'png with 3 GB of zTXt',
        'png',
        png(
          form,
          Array.from({ length: 20 }, () => one),
        ),
        READ_OR_DAMAGED,
      );
  }
  const empty = Array.from({ length: 100_000 }, () => chunk('miEN'));
  yield bomb('png with 100,000 chunks', 'png', png(form, empty), READ_OR_DAMAGED);
  const split = [...deflateSync(pixels(form))].map((byte) => chunk('IDAT', Buffer.from([byte])));
  yield bomb(
    'png with a chunk for each byte',
    'png',
    join(SIGNATURE, header(form), ...split, END),
    READ_OR_DAMAGED,
  );
  const profile = (number: number) =>
    segment(0xe2, join(ascii('ICC_PROFILE\0'), number, 255, Buffer.alloc(60_000, 7)));
  yield bomb(
    'jpeg with 15 MB of profile',
    'jpeg',
    withSegment(jpeg, ...Array.from({ length: 255 }, (_, i) => profile(i + 1))),
    READ_OR_DAMAGED,
  );
}

/** A coded picture that is far larger than the file's own properties say. */
async function* codedBombs(): AsyncGenerator<CorpusImage> {
  const create = { width: 8_050, height: 8_050, channels: 3, background: '#777' } as const;
  const whole = await sharp({ create })
    .avif({ effort: 0, quality: 1, chromaSubsampling: '4:2:0' })
    .toBuffer();
  const at = whole.indexOf('ispe') + 8;
  yield bomb('avif of 8,050', 'avif', whole, TOO_LARGE);
  yield bomb(
    'avif of 8,050 that claims 64',
    'avif',
    patched(whole, at, join(big(4, 64), big(4, 64))),
    READ_OR_DAMAGED,
  );
}

/** Small files that are slow to decode: many scans over many blocks. */
function* slowFiles(): Generator<CorpusImage> {
  const late: readonly Outcome[] = ['deadline'];
  for (const [side, scans, outcomes] of [
    [512, 60, READ_OR_DAMAGED],
    [512, 5_000, READ_OR_DAMAGED],
    [7_900, 20, READ_OR_DAMAGED],
    [7_900, 90, late],
    [7_900, 2_000, late],
  ] as const)
    yield bomb(`jpeg of ${side} in ${scans} scans`, 'jpeg', manyScans(side, side, scans), outcomes);
}

/** A thousand frames, of which the first is read. */
export function* animatedImages(sources: readonly Source[]): Generator<CorpusImage> {
  const webpSource = sources.find(({ name }) => name === 'webp')?.bytes ?? Buffer.alloc(0);
  const files: readonly (readonly [string, (frames: number) => Buffer])[] = [
    ['gif', (frames) => gif({ width: SIDE, height: SIDE, frames })],
    ['png', (frames) => animatedPng(frames)],
    ['webp', (frames) => animatedWebp(webpSource, SIDE, frames)],
  ];
  for (const [format, make] of files) {
    for (const frames of [2, 50, 1000]) {
      const bytes = make(frames);
      const type = `image/${format}`;
      yield { name: `${format} of ${frames} frames`, kind: 'animated', type, bytes, outcomes: ['reading'] };
      const cut = bytes.subarray(0, Math.floor(bytes.length * 0.7));
      yield {
        name: `${format} of ${frames} frames, cut off`,
        kind: 'animated',
        type,
        bytes: cut,
        outcomes: READ_OR_DAMAGED,
      };
    }
  }
}

export async function* bombs(sources: readonly Source[]): AsyncGenerator<CorpusImage> {
  yield* pixelBombs();
  yield* chunkBombs(sources.find(({ name }) => name === 'jpeg')?.bytes ?? Buffer.alloc(0));
  yield* codedBombs();
  yield* slowFiles();
}
