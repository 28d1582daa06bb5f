import { bmp, type IconEntry, ico, iconBitmap } from './bitmap.ts';
import { big, little, patched } from './bytes.ts';
import { type CorpusImage, type Outcome, READ_OR_DAMAGED } from './corpus-image.ts';
import { gif } from './gif.ts';
import { claiming, segment, withSegment } from './jpeg.ts';
import { COLOUR_TYPES, flatPng, header, png, SIGNATURE } from './png.ts';
import { extended, imageChunk, webp } from './riff.ts';
import { SIDE, type Source } from './sources.ts';

function lie(name: string, type: string, bytes: Buffer, outcomes: readonly Outcome[]): CorpusImage {
  return { name, kind: 'lying', type, bytes, outcomes };
}

/** Sizes that a header may claim, and what comes of a small file that claims them. */
const CLAIMS: readonly (readonly [number, number, readonly Outcome[]])[] = [
  [0, 0, ['damaged-image']],
  [0, 100, ['damaged-image']],
  [8, 8, ['too-small']],
  [30, 30, READ_OR_DAMAGED],
  [41, 39, READ_OR_DAMAGED],
  [400, 400, READ_OR_DAMAGED],
  [65_500, 24, READ_OR_DAMAGED],
  [7_900, 7_900, READ_OR_DAMAGED],
  [16_000, 16_000, ['too-large']],
  [65_500, 65_500, ['too-large']],
];

/** The source with another size in its header; undefined where the format cannot say this size. */
function claimed({ name, type, bytes }: Source, width: number, height: number): Buffer | undefined {
  if (type === 'image/jpeg') return claiming(bytes, width, height);
  if (type === 'image/gif') {
    const screen = patched(bytes, 6, Buffer.concat([little(2, width), little(2, height)]));
    const frame = screen.indexOf(0x2c, 13 + 3 * 128);
    return patched(screen, frame + 5, Buffer.concat([little(2, width), little(2, height)]));
  }
  if (name === 'bmp') return patched(bytes, 18, Buffer.concat([little(4, width), little(4, height)]));
  if (name === 'png') {
    const form = { width, height, depth: 8, colour: COLOUR_TYPES.rgb };
    return Buffer.concat([SIGNATURE, header(form), bytes.subarray(33)]);
  }
  if (name === 'avif') {
    const at = bytes.indexOf('ispe') + 8;
    return patched(bytes, at, Buffer.concat([big(4, width), big(4, height)]));
  }
  return undefined;
}

function* sizeLies(sources: readonly Source[]): Generator<CorpusImage> {
  for (const source of sources) {
    for (const [width, height, outcomes] of CLAIMS) {
      const bytes = claimed(source, width, height);
      if (bytes) yield lie(`${source.name} that claims ${width} x ${height}`, source.type, bytes, outcomes);
    }
  }
}

/** The canvas of an extended WebP says another size than the image in it. */
function* webpLies(sources: readonly Source[]): Generator<CorpusImage> {
  for (const { name, type, bytes } of sources.filter(
    ({ name }) => name === 'webp' || name === 'lossless webp',
  )) {
    for (const [width, height, outcomes] of CLAIMS.filter(([side]) => side > 0 && side < 60_000)) {
      const file = webp(extended(width, height), imageChunk(bytes));
      yield lie(`${name} on a canvas of ${width} x ${height}`, type, file, outcomes);
    }
  }
}

/** Directories of icons that say what is not so. */
function* iconLies(): Generator<CorpusImage> {
  const sound: IconEntry = { side: SIDE, content: iconBitmap(SIDE) };
  const damaged: readonly Outcome[] = ['damaged-image'];
  const lies: readonly (readonly [string, Buffer, readonly Outcome[]])[] = [
    ['65,535 entries', ico([sound], 65_535), READ_OR_DAMAGED],
    ['an entry beyond the end', ico([{ ...sound, offset: 2 ** 31 }]), damaged],
    ['one entry of two beyond the end', ico([{ ...sound, offset: 2 ** 31 }, sound]), READ_OR_DAMAGED],
    ['an entry that is its own directory', ico([{ ...sound, offset: 0 }]), ['damaged-image', 'too-large']],
    ['an entry of no length', ico([{ ...sound, length: 0 }]), READ_OR_DAMAGED],
    ['an entry of 4 GB', ico([{ ...sound, length: 2 ** 32 - 1 }]), READ_OR_DAMAGED],
    ['a side that is not so', ico([{ ...sound, side: 200 }]), READ_OR_DAMAGED],
    ['a png that is far larger', ico([{ side: 32, content: flatPng(30_000, 30_000) }]), ['too-large']],
    ['a png that is larger', ico([{ side: 32, content: flatPng(300, 300, 8) }]), READ_OR_DAMAGED],
    ['no entry that is there', ico([], 3), damaged],
    ['a cursor', ico([sound], 1, 2), ['not-an-image', 'reading']],
  ];
  for (const [name, bytes, outcomes] of lies) yield lie(`ico with ${name}`, 'image/x-icon', bytes, outcomes);
}

/** Each format under the name of each other: what a server says is not believed. */
function* typeLies(sources: readonly Source[]): Generator<CorpusImage> {
  const types = [
    'text/html',
    'text/plain',
    'application/octet-stream',
    'image/svg+xml',
    'video/mp4',
    'image/png',
    '',
  ];
  for (const { name, bytes } of sources)
    for (const type of types) yield lie(`${name} called "${type}"`, type, bytes, ['reading']);
}

/** Files that say one thing about themselves or another. */
export function* lyingImages(sources: readonly Source[]): Generator<CorpusImage> {
  yield* sizeLies(sources);
  yield* webpLies(sources);
  yield* iconLies();
  yield* typeLies(sources);
  const frame = { width: 9000, height: 9000 };
  yield lie('gif whose frame is far larger', 'image/gif', gif({ width: SIDE, height: SIDE, frame }), [
    'too-large',
  ]);
  const within = (content: Buffer, compression: number) =>
    bmp({ width: SIDE, height: SIDE, bits: 0, compression, data: content });
  yield lie('bmp around a large png', 'image/bmp', within(flatPng(9000, 9000), 5), ['damaged-image']);
  const small = png({ width: SIDE, height: SIDE, depth: 8, colour: COLOUR_TYPES.rgb });
  yield lie('bmp around a png', 'image/bmp', within(small, 5), READ_OR_DAMAGED);
  for (const { name, type, bytes } of sources.filter(({ type }) => type === 'image/jpeg')) {
    const second = segment(0xc0, Buffer.from([8, 0xff, 0, 0xff, 0, 1, 1, 0x11, 0]));
    yield lie(`${name} with a larger frame before its own`, type, withSegment(bytes, second), ['too-large']);
  }
}
