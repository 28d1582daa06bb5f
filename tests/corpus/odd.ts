import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPath, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { bmp, coreBmp, ico, iconBitmap } from './bitmap.ts';
import { ascii, big, join } from './bytes.ts';
import { type CorpusImage, type Outcome, READ_OR_DAMAGED } from './corpus-image.ts';
import { gif, subBlock } from './gif.ts';
import { segment, withSegment } from './jpeg.ts';
import { COLOUR_TYPES, chunk, flatPng, png } from './png.ts';
import { SIDE, type Source } from './sources.ts';

const READ: readonly Outcome[] = ['reading'];

function odd(name: string, type: string, bytes: Buffer, outcomes: readonly Outcome[] = READ): CorpusImage {
  return { name, kind: 'odd', type: `image/${type}`, bytes, outcomes };
}

const DEPTHS: Readonly<Record<keyof typeof COLOUR_TYPES, readonly number[]>> = {
  gray: [1, 2, 4, 8, 16],
  rgb: [8, 16],
  palette: [1, 2, 4, 8],
  'gray with alpha': [8, 16],
  rgba: [8, 16],
};

/** Every kind of PNG that the specification knows: colours, depths, interlacing, filters. */
function* pngKinds(): Generator<CorpusImage> {
  for (const name of Object.keys(COLOUR_TYPES) as (keyof typeof COLOUR_TYPES)[]) {
    for (const depth of DEPTHS[name]) {
      for (const isInterlaced of [false, true]) {
        for (const filter of [0, 1, 2, 3, 4, 5]) {
          const form = {
            width: SIDE - 1,
            height: SIDE - 3,
            depth,
            colour: COLOUR_TYPES[name],
            isInterlaced,
            filter,
          };
          const way = `${depth} bit${isInterlaced ? ', interlaced' : ''}, filter ${filter}`;
          yield odd(`png ${name}, ${way}`, 'png', png(form));
        }
      }
    }
  }
}

/** One pixel, one line, and the sides around the least that is read. */
function* sizes(): Generator<CorpusImage> {
  const small: readonly Outcome[] = ['too-small'];
  for (const [width, height] of [
    [1, 1],
    [1, 5000],
    [5000, 1],
    [23, 24],
    [24, 23],
    [2, 60_000],
  ] as const) {
    yield odd(`png ${width} x ${height}`, 'png', flatPng(width, height), small);
    if (width * height < 2000) yield odd(`bmp ${width} x ${height}`, 'bmp', bmp({ width, height }), small);
    yield odd(`gif ${width} x ${height}`, 'gif', gif({ width, height }), small);
  }
  for (const [width, height] of [
    [24, 24],
    [24, 30_000],
    [30_000, 24],
    [25, 900],
  ] as const)
    yield odd(`png ${width} x ${height}, one colour`, 'png', flatPng(width, height, 8));
}

function* pngExtras(): Generator<CorpusImage> {
  const form = { width: SIDE, height: SIDE, depth: 8, colour: COLOUR_TYPES.rgb };
  const text = ascii('a word '.repeat(150_000));
  const extras: readonly (readonly [string, Buffer])[] = [
    ['a megabyte of text', chunk('tEXt', join(ascii('Comment\0'), text))],
    ['a megabyte of packed text', chunk('zTXt', join(ascii('Comment\0\0'), deflateSync(text)))],
    ['text in a language', chunk('iTXt', join(ascii('Comment\0\x01\0en\0\0'), deflateSync(text)))],
    ['an unknown chunk', chunk('miEN', text.subarray(0, 5000))],
    ['a gamma of nothing', chunk('gAMA', big(4, 0))],
    ['a gamma of 2^31', chunk('gAMA', big(4, 2 ** 31))],
    [
      'a colour profile of noise',
      chunk('iCCP', join(ascii('noise\0\0'), deflateSync(text.subarray(0, 3000)))),
    ],
    ['no pixels across', chunk('pHYs', join(big(8, 0), 1))],
    ['EXIF of noise', chunk('eXIf', text.subarray(0, 200))],
    ['two palettes', join(chunk('PLTE', Buffer.alloc(3)), chunk('PLTE', Buffer.alloc(3)))],
  ];
  for (const [name, extra] of extras)
    yield odd(`png with ${name}`, 'png', png(form, [extra]), READ_OR_DAMAGED);
}

function* bitmaps(): Generator<CorpusImage> {
  for (const bits of [1, 4, 8, 16, 24, 32])
    for (const height of [SIDE, -SIDE])
      yield odd(`bmp ${bits} bit, ${height}`, 'bmp', bmp({ width: SIDE, height, bits }));
  yield odd('bmp of OS/2', 'bmp', coreBmp(SIDE, SIDE));
  const runs = Buffer.alloc(SIDE * 4, Buffer.from([SIDE, 9, 0, 0]));
  yield odd('bmp in runs', 'bmp', bmp({ width: SIDE, height: SIDE, bits: 8, compression: 1, data: runs }));
  yield odd('ico of three', 'x-icon', ico([16, 32, 48].map((side) => ({ side, content: iconBitmap(side) }))));
  yield odd('ico with a png', 'x-icon', ico([{ side: 64, content: flatPng(64, 64, 8) }]), READ_OR_DAMAGED);
}

/** What is sound in its format, however seldom it is seen; and a part of PngSuite, which is free for any use. */
export function* oddImages(sources: readonly Source[]): Generator<CorpusImage> {
  yield* pngKinds();
  yield* sizes();
  yield* pngExtras();
  yield* bitmaps();
  const comment = ascii('a word '.repeat(40_000));
  const blocks = Array.from({ length: 1000 }, () => subBlock(comment.subarray(0, 255)));
  const extra = join(0x21, 0xfe, ...blocks, 0);
  yield odd('gif with a long comment', 'gif', gif({ width: SIDE, height: SIDE, extra }));
  for (const { name, type, bytes } of sources) {
    yield { name: `sound ${name}`, kind: 'odd', type, bytes, outcomes: READ };
    if (type !== 'image/jpeg') continue;
    const long = Array.from({ length: 20 }, () => segment(0xfe, comment.subarray(0, 60_000)));
    yield odd(`${name} with a long comment`, 'jpeg', withSegment(bytes, ...long));
  }
  const suite = resolve('node_modules', 'pngjs-with-suite', 'examples', 'test', 'img');
  for (const name of readdirSync(suite).filter((file) => file.endsWith('.png'))) {
    const bytes = readFileSync(joinPath(suite, name));
    yield { name: `PngSuite ${name}`, kind: 'suite', type: 'image/png', bytes, outcomes: READ };
  }
}
