import type { ReadableFormat } from '../../../../src/engine/formats/image-format.ts';

/** Headers of image files, built here after their specifications, so that the parsers are not tested against themselves. */

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const big = (bytes: number, value: number) =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
const little = (bytes: number, value: number) => big(bytes, value).reverse();
const zeros = (count: number) => Array<number>(count).fill(0);

function box(type: string, ...content: number[][]): number[] {
  const inside = content.flat();
  return [...big(4, inside.length + 8), ...ascii(type), ...inside];
}

function png(width: number, height: number): number[] {
  return [
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...big(4, 13),
    ...ascii('IHDR'),
    ...big(4, width),
    ...big(4, height),
    ...[8, 2, 0, 0, 0],
  ];
}

function jpeg(width: number, height: number): number[] {
  // A preview of one pixel, as cameras put it into a segment of its own, is not the picture.
  const preview = [0xff, 0xd8, 0xff, 0xc0, ...big(2, 17), 8, ...big(2, 1), ...big(2, 1), ...zeros(9)];
  const application = [0xff, 0xe1, ...big(2, preview.length + 2), ...preview];
  const frame = [0xff, 0xc2, ...big(2, 17), 8, ...big(2, height), ...big(2, width), 3];
  // Fill bytes before a marker, a restart marker, and garbage between segments, as decoders allow.
  return [0xff, 0xd8, ...application, 0xff, 0xff, 0xd0, 0x12, 0x34, ...frame, ...zeros(9)];
}

function gif(width: number, height: number): number[] {
  const screen = [...ascii('GIF89a'), ...little(2, 1), ...little(2, 1), 0x80, 0, 0];
  const colours = zeros(6);
  const comment = [0x21, 0xfe, 3, ...ascii('abc'), 0];
  // The only frame is larger than the screen, which decoders then make as large.
  const frame = [0x2c, ...zeros(4), ...little(2, width), ...little(2, height), 0];
  return [...screen, ...colours, ...comment, ...frame];
}

function riff(chunk: string, content: number[]): number[] {
  return [
    ...ascii('RIFF'),
    ...little(4, content.length + 12),
    ...ascii('WEBP'),
    ...ascii(chunk),
    ...little(4, content.length),
    ...content,
  ];
}

export function lossyWebp(width: number, height: number): number[] {
  return riff('VP8 ', [0x30, 1, 0, 0x9d, 0x01, 0x2a, ...little(2, width), ...little(2, height)]);
}

export function losslessWebp(width: number, height: number): number[] {
  return riff('VP8L', [0x2f, ...little(4, width - 1 + (height - 1) * 2 ** 14)]);
}

function extendedWebp(width: number, height: number): number[] {
  return riff('VP8X', [...zeros(4), ...little(3, width - 1), ...little(3, height - 1)]);
}

function avif(width: number, height: number): number[] {
  const size = (w: number, h: number) => box('ispe', zeros(4), big(4, w), big(4, h));
  const properties = box('iprp', box('ipco', box('pixi', zeros(8)), size(1, 1), size(width, height)));
  const brands = box('ftyp', ascii('mif1'), zeros(4), ascii('avif'));
  return [...brands, ...box('free', zeros(5)), ...box('meta', zeros(4), box('hdlr', zeros(20)), properties)];
}

function bmp(width: number, height: number): number[] {
  const upsideDown = 2 ** 32 - height;
  return [...ascii('BM'), ...zeros(12), ...little(4, 40), ...little(4, width), ...little(4, upsideDown)];
}

function ico(width: number, height: number): number[] {
  const entry = (offset: number) => [16, 16, ...zeros(10), ...little(4, offset)];
  const bitmap = [...little(4, 40), ...little(4, 1), ...little(4, 2)];
  return [0, 0, 1, 0, ...little(2, 2), ...entry(38), ...entry(50), ...bitmap, ...png(width, height)];
}

export const HEADERS: Readonly<Record<ReadableFormat, (width: number, height: number) => number[]>> = {
  png,
  jpeg,
  gif,
  webp: extendedWebp,
  avif,
  bmp,
  ico,
};

export const FORMATS = Object.keys(HEADERS) as ReadableFormat[];
