import { describe, expect, it } from 'vitest';
import { isReadableFormat, mimeTypeOf, sniffImageFormat } from '../../../src/engine/formats/image-format.ts';
import { readImageSize } from '../../../src/engine/formats/image-size.ts';
import { FORMATS, HEADERS, losslessWebp, lossyWebp } from './support/image-headers.ts';

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const little16 = (value: number) => [value & 0xff, value >> 8];
const big32 = (value: number) => [0, 0, value >> 8, value & 0xff];
const zeros = (count: number) => Array<number>(count).fill(0);
const sizeOf = (format: (typeof FORMATS)[number], bytes: number[]) =>
  readImageSize(format, Uint8Array.from(bytes));
const sniff = (text: string) => sniffImageFormat(Uint8Array.from(ascii(text)));

describe('a bitmap', () => {
  it('of OS/2 has a header of its own', () => {
    const core = [12, 0, 0, 0, ...little16(300), ...little16(513), 1, 0];
    expect(sizeOf('bmp', [...ascii('BM'), ...zeros(12), ...core])).toEqual({ width: 300, height: 513 });
  });
});

describe('an icon', () => {
  /** A plain bitmap of an icon: its height counts the mask, too. */
  const bitmap = (side: number) => [40, 0, 0, 0, side, 0, 0, 0, 2 * side, 0, 0, 0];
  const icon = (...sides: number[]) => {
    const start = 6 + 16 * sides.length;
    const entries = sides.flatMap((_, i) => [...zeros(12), start + 12 * i, 0, 0, 0]);
    return [0, 0, 1, 0, sides.length, 0, ...entries, ...sides.flatMap(bitmap)];
  };

  it.each([[[16, 64, 32]], [[64, 32, 16]], [[16, 32, 64]], [[64]]])(
    'of sides %j is as large as its largest',
    (sides) => {
      expect(sizeOf('ico', icon(...sides))).toEqual({ width: 64, height: 64 });
    },
  );

  it('without a picture has no size', () => {
    expect(sizeOf('ico', icon())).toBeUndefined();
    expect(sizeOf('ico', icon(0))).toBeUndefined();
  });
});

describe('a JPEG', () => {
  const segment = (marker: number, ...content: number[]) => [0xff, marker, 0, content.length + 2, ...content];
  const frame = (marker: number, width = 300, height = 200) =>
    segment(marker, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 3);

  it.each([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])(
    'has its size in a frame of kind %i',
    (marker) => {
      expect(sizeOf('jpeg', [0xff, 0xd8, ...frame(marker)])).toEqual({ width: 300, height: 200 });
    },
  );

  it.each([
    ['a Huffman table', 0xc4],
    ['an extension', 0xc8],
    ['arithmetic conditioning', 0xcc],
    ['application data', 0xe0],
    ['a comment', 0xfe],
  ])('does not have it in %s, which looks like one', (_what, marker) => {
    expect(sizeOf('jpeg', [0xff, 0xd8, ...frame(marker, 1, 1), ...frame(0xc0)])).toEqual({
      width: 300,
      height: 200,
    });
  });

  it.each([0x01, 0xd0, 0xd7, 0xd8])('has nothing behind the marker %i to be skipped', (marker) => {
    expect(sizeOf('jpeg', [0xff, 0xd8, 0xff, marker, ...frame(0xc0)])).toEqual({ width: 300, height: 200 });
  });

  it.each([
    ['its data', 0xda],
    ['its end', 0xd9],
  ])('whose frame comes after %s has no size', (_what, marker) => {
    expect(sizeOf('jpeg', [0xff, 0xd8, ...segment(marker), ...frame(0xc0)])).toBeUndefined();
  });
});

describe('a GIF', () => {
  const screen = (width: number, height: number) => [
    ...ascii('GIF89a'),
    ...little16(width),
    ...little16(height),
    ...zeros(3),
  ];

  it('that ends before its frame is as large as its screen', () => {
    expect(sizeOf('gif', screen(300, 200))).toEqual({ width: 300, height: 200 });
    expect(sizeOf('gif', [...screen(300, 200), 0x2c, ...zeros(3)])).toEqual({ width: 300, height: 200 });
  });

  it('takes nothing else for a frame', () => {
    const other = [0x3b, ...zeros(4), ...little16(999), ...little16(999), 0];
    expect(sizeOf('gif', [...screen(300, 200), ...other])).toEqual({ width: 300, height: 200 });
  });

  it('counts a frame from where it begins', () => {
    const frame = [0x2c, ...little16(20), ...little16(30), ...little16(300), ...little16(200)];
    expect(sizeOf('gif', [...screen(1, 1), ...frame])).toEqual({ width: 320, height: 230 });
  });
});

describe('an AVIF', () => {
  const box = (type: string, content: number[]) => [...big32(content.length + 8), ...ascii(type), ...content];
  const ispe = (width: number, height: number) =>
    box('ispe', [...zeros(4), ...big32(width), ...big32(height)]);
  const meta = (...properties: number[][]) =>
    box('meta', [...zeros(4), ...box('iprp', box('ipco', properties.flat()))]);

  it('of tiles is as large as the whole', () => {
    expect(sizeOf('avif', meta(ispe(100, 90), ispe(300, 200), ispe(1000, 1)))).toEqual({
      width: 300,
      height: 200,
    });
  });

  it('may have a box of a long size before, and one that goes to the end', () => {
    const long = [...big32(1), ...ascii('free'), ...zeros(4), ...big32(20), ...zeros(4)];
    const [, , , , ...rest] = meta(ispe(300, 200));
    expect(sizeOf('avif', [...long, ...zeros(4), ...rest])).toEqual({ width: 300, height: 200 });
  });

  it.each([
    ['shorter than its own header', [...big32(7), ...ascii('free')]],
    ['longer than the file', [...big32(9999), ...ascii('free')]],
  ])('ends at a box that is %s', (_what, broken) => {
    expect(sizeOf('avif', [...broken, ...meta(ispe(300, 200))])).toBeUndefined();
  });
});

describe('a WebP', () => {
  it.each([
    ['lossless', losslessWebp(300, 200), 20],
    ['lossy', lossyWebp(300, 200), 23],
  ])('that is %s without its signature has no size', (_what, bytes, signature) => {
    expect(sizeOf('webp', bytes)).toEqual({ width: 300, height: 200 });
    expect(sizeOf('webp', bytes.with(signature, 0x11))).toBeUndefined();
  });

  it('may be as large as three bytes say', () => {
    expect(sizeOf('webp', HEADERS.webp(70_000, 200_000))).toEqual({ width: 70_000, height: 200_000 });
  });
});

it('a PNG whose first chunk is another has no size', () => {
  expect(sizeOf('png', HEADERS.png(300, 200).with(12, 0x58))).toBeUndefined();
});

it.each(['png', 'jpeg', 'bmp'] as const)('a %s without width or height has no size', (format) => {
  expect(sizeOf(format, HEADERS[format](0, 200))).toBeUndefined();
  expect(sizeOf(format, HEADERS[format](300, 0))).toBeUndefined();
});

describe('the first bytes', () => {
  it.each([
    ['GIF87a and so on', 'gif'],
    ['and so on GIF87a', undefined],
    ['RIFF1234WEBPVP8 ', 'webp'],
    ['XXXX1234WEBPVP8 ', undefined],
    ['II\x2a\0 and so on', 'tiff'],
    ['MM\0\x2a and so on', 'tiff'],
    ['and so on MM\0\x2a', undefined],
    ['\xff\x0a and so on', 'jpeg-xl'],
    ['\0\0\0\x0cJXL \r\n', 'jpeg-xl'],
    ['\r\n \0\0\0\x0cJXL ', undefined],
    [`BM${'\0'.repeat(12)}\x28\0\0\0`, 'bmp'],
    [`XX${'\0'.repeat(12)}\x28\0\0\0`, undefined],
    ['BM is said to be short for bitmap.', undefined],
    ['\0\0\x01\0\x01', 'ico'],
    ['\0\0\x01\0\0', undefined],
    ['\0\0\0\x14ftypmif1\0\0\0\0avif', 'avif'],
    ['\0\0\0\x14ftypheic\0\0\0\0mif1', 'heic'],
    ['\0\0\0\x14ftyphevc\0\0\0\0mif1', 'heic'],
    ['\0\0\0\x14ftypheva\0\0\0\0mif1', undefined],
    ['\0\0\0\x14moovavif\0\0\0\0avif', undefined],
    ['\0\0\0\x14ftypmp42\0\0\0\0mp42avif', undefined],
    [`\0\0\x01\x04ftyp${'mif1'.repeat(61)}avif`, 'avif'],
    ['<svg xmlns="…">', 'svg'],
    ['\xef\xbb\xbf \n<?xml?><SVG>', 'svg'],
    ['text before <svg >', undefined],
    ['<html ><svg >', undefined],
    ['<htmls><svg >', 'svg'],
    ['<p>', undefined],
  ])('of %j are those of %s', (text, format) => {
    expect(sniff(text)).toBe(format);
  });
});

it('what is readable has a name for the browser, and nothing else has', () => {
  expect(FORMATS.map(mimeTypeOf)).toEqual([
    'image/png',
    'image/jpeg',
    'image/gif',
    'image/webp',
    'image/avif',
    'image/bmp',
    'image/x-icon',
  ]);
  expect(FORMATS.every(isReadableFormat)).toBe(true);
  expect((['svg', 'tiff', 'heic', 'jpeg-xl'] as const).some(isReadableFormat)).toBe(false);
});
