import { ascii, big, join, little } from './bytes.ts';

/** Windows bitmaps and icons. */

export interface BitmapForm {
  readonly width: number;
  readonly height: number;
  readonly bits?: number;
  /** Number of the compression: 0 none, 1 RLE8, 4 JPEG, 5 PNG. */
  readonly compression?: number;
  readonly data?: Buffer;
}

function infoHeader({ width, height, bits = 24, compression = 0 }: BitmapForm): Buffer {
  const size = join(little(4, 40), little(4, width >>> 0), little(4, height >>> 0));
  return join(size, little(2, 1), little(2, bits), little(4, compression), big(8, 0), big(8, 0), big(4, 0));
}

function rowsOf({ width, height, bits = 24 }: BitmapForm): Buffer {
  const row = Math.ceil((Math.abs(width) * bits) / 32) * 4;
  return Buffer.from(Array.from({ length: row * Math.abs(height) }, (_, i) => (i * 13) % 256));
}

function coloursOf(bits: number): Buffer {
  return bits > 8
    ? Buffer.alloc(0)
    : Buffer.from(Array.from({ length: 4 * 2 ** bits }, (_, i) => (i % 4 === 3 ? 0 : (i * 7) % 256)));
}

/** BITMAPFILEHEADER, BITMAPINFOHEADER, colours and rows. */
export function bmp(form: BitmapForm): Buffer {
  const { bits = 24, data = rowsOf(form) } = form;
  const colours = coloursOf(bits);
  const start = 54 + colours.length;
  return join(
    ascii('BM'),
    little(4, start + data.length),
    big(4, 0),
    little(4, start),
    infoHeader(form),
    colours,
    data,
  );
}

/** BITMAPCOREHEADER, of OS/2. */
export function coreBmp(width: number, height: number): Buffer {
  const data = rowsOf({ width, height });
  const head = join(ascii('BM'), little(4, 26 + data.length), big(4, 0), little(4, 26));
  return join(head, little(4, 12), little(2, width), little(2, height), little(2, 1), little(2, 24), data);
}

export interface IconEntry {
  /** What the directory says: 0 is 256. */
  readonly side: number;
  readonly content: Buffer;
  /** Where the directory says that it lies, where it does not say the truth. */
  readonly offset?: number;
  readonly length?: number;
}

/** @param count what the directory says, where it does not say the truth; @param type 1 for an icon, 2 for a cursor */
export function ico(entries: readonly IconEntry[], count = entries.length, type = 1): Buffer {
  const head = join(little(2, 0), little(2, type), little(2, count));
  let place = 6 + 16 * entries.length;
  const lines = entries.map(({ side, content, offset, length }) => {
    const line = join(
      Buffer.from([side, side, 0, 0, 1, 0, 32, 0]),
      little(4, length ?? content.length),
      little(4, offset ?? place),
    );
    place += content.length;
    return line;
  });
  return join(head, ...lines, ...entries.map(({ content }) => content));
}

/** The content of an icon: colours, and a mask as high above them. */
export function iconBitmap(side: number): Buffer {
  const colours = rowsOf({ width: side, height: side, bits: 32 });
  const mask = Buffer.alloc(Math.ceil(side / 32) * 4 * side);
  return join(infoHeader({ width: side, height: 2 * side, bits: 32 }), colours, mask);
}
