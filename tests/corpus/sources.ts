import sharp, { type Sharp } from 'sharp';
import { bmp, ico, iconBitmap } from './bitmap.ts';
import { gif } from './gif.ts';
import { COLOUR_TYPES, png } from './png.ts';

/** Sound small pictures of every format that the engine reads, from which others are made by damaging them. */
export interface Source {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** In pixels: small, because the corpus is large, and large enough to be decoded. */
export const SIDE = 40;

function picture(channels: 3 | 4 = 3): Sharp {
  const data = Buffer.from(
    Array.from(
      { length: SIDE * SIDE * channels },
      (_, i) => (i * 7 + Math.floor(i / (SIDE * channels)) * 11) % 256,
    ),
  );
  return sharp(data, { raw: { width: SIDE, height: SIDE, channels } });
}

/** Takes a second: each encoder runs once. */
export async function makeSources(): Promise<Source[]> {
  const made = (name: string, type: string, bytes: Buffer): Source => ({ name, type, bytes });
  const form = { width: SIDE, height: SIDE, depth: 8 };
  return [
    made('png', 'image/png', png({ ...form, colour: COLOUR_TYPES.rgb, filter: 5 })),
    made('interlaced png', 'image/png', png({ ...form, colour: COLOUR_TYPES.rgba, isInterlaced: true })),
    made('palette png', 'image/png', png({ ...form, colour: COLOUR_TYPES.palette })),
    made('jpeg', 'image/jpeg', await picture().jpeg().toBuffer()),
    made('progressive jpeg', 'image/jpeg', await picture().jpeg({ progressive: true }).toBuffer()),
    made('cmyk jpeg', 'image/jpeg', await picture().toColourspace('cmyk').jpeg().toBuffer()),
    made('gray jpeg', 'image/jpeg', await picture().grayscale().jpeg().toBuffer()),
    made('webp', 'image/webp', await picture().webp().toBuffer()),
    made('lossless webp', 'image/webp', await picture().webp({ lossless: true }).toBuffer()),
    made('webp with alpha', 'image/webp', await picture(4).webp().toBuffer()),
    made('avif', 'image/avif', await picture().avif({ effort: 0 }).toBuffer()),
    made('avif with alpha', 'image/avif', await picture(4).avif({ effort: 0 }).toBuffer()),
    made('gif', 'image/gif', gif({ width: SIDE, height: SIDE, frames: 3 })),
    made('bmp', 'image/bmp', bmp({ width: SIDE, height: SIDE })),
    made('palette bmp', 'image/bmp', bmp({ width: SIDE, height: -SIDE, bits: 8 })),
    made('ico', 'image/x-icon', ico([{ side: SIDE, content: iconBitmap(SIDE) }])),
  ];
}
