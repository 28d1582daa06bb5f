import { crc32, deflateSync } from 'node:zlib';
import { ascii, big, join } from './bytes.ts';

/** PNG files of every kind, written after the specification (W3C, Portable Network Graphics, third edition). */

export const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

export const COLOUR_TYPES = { gray: 0, rgb: 2, palette: 3, 'gray with alpha': 4, rgba: 6 } as const;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The passes of Adam7: first column, first row, columns and rows between two pixels. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export interface PngForm {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
  readonly isInterlaced?: boolean;
  /** Number of the row filter, 0 to 4; 5 takes each in turn. */
  readonly filter?: number;
}

export function chunk(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const named = join(ascii(type), content);
  return join(big(4, content.length), named, big(4, crc32(named)));
}

export function header({ width, height, depth, colour, isInterlaced = false }: PngForm): Buffer {
  return chunk(
    'IHDR',
    join(big(4, width), big(4, height), Buffer.from([depth, colour, 0, 0, isInterlaced ? 1 : 0])),
  );
}

/** Rows of a picture of no meaning, each behind its filter byte: filters only change which picture it is. */
function rows(width: number, height: number, { depth, colour, filter = 0 }: PngForm): Buffer {
  if (width === 0 || height === 0) return Buffer.alloc(0);
  const length = Math.ceil((width * depth * (CHANNELS[colour] ?? 1)) / 8);
  return join(
    ...Array.from({ length: height }, (_, y) => {
      const row = Buffer.alloc(length + 1, (y * 7) % 256);
      row[0] = filter === 5 ? y % 5 : filter;
      for (let x = 1; x <= length; x += 3) row[x] = (x * 5 + y * 3) % 256;
      return row;
    }),
  );
}

export function pixels(form: PngForm): Buffer {
  const { width, height, isInterlaced = false } = form;
  if (!isInterlaced) return rows(width, height, form);
  return join(
    ...PASSES.map(([x, y, columns, lines]) =>
      rows(Math.max(0, Math.ceil((width - x) / columns)), Math.max(0, Math.ceil((height - y) / lines)), form),
    ),
  );
}

export function palette(colours = 256): Buffer {
  return chunk('PLTE', Buffer.from(Array.from({ length: colours * 3 }, (_, i) => (i * 37) % 256)));
}

export const END = chunk('IEND');

/** A whole file; `extra` stands between header and pixels. */
export function png(form: PngForm, extra: readonly Buffer[] = []): Buffer {
  const colours = form.colour === COLOUR_TYPES.palette ? [palette(2 ** form.depth)] : [];
  return join(SIGNATURE, header(form), ...colours, ...extra, chunk('IDAT', deflateSync(pixels(form))), END);
}

/** A picture of one gray, as few bytes as zlib makes of it. */
export function flatPng(width: number, height: number, depth: 1 | 8 = 1): Buffer {
  const row = Math.ceil((width * depth) / 8) + 1;
  const form = { width, height, depth, colour: COLOUR_TYPES.gray };
  return join(
    SIGNATURE,
    header(form),
    chunk('IDAT', deflateSync(Buffer.alloc(row * height), { level: 9 })),
    END,
  );
}

/** An animated PNG (APNG 1.0) of so many frames. */
export function animatedPng(frames: number, side = 32): Buffer {
  const form = { width: side, height: side, depth: 8, colour: COLOUR_TYPES.rgb };
  const data = deflateSync(pixels(form));
  const control = (number: number) =>
    chunk('fcTL', join(big(4, number), big(4, side), big(4, side), big(8, 0), big(2, 1), big(2, 50), 0, 0));
  const later = Array.from({ length: frames - 1 }, (_, i) =>
    join(control(2 * i + 1), chunk('fdAT', join(big(4, 2 * i + 2), data))),
  );
  const count = chunk('acTL', join(big(4, frames), big(4, 0)));
  return join(SIGNATURE, header(form), count, control(0), chunk('IDAT', data), ...later, END);
}
