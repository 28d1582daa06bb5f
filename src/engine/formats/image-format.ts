/** Image formats by their first bytes; what a server or a name says about a file is not believed. */

export type ReadableFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'bmp' | 'ico';
/** Pictures all the same, but this browser cannot turn them into pixels outside an `<img>`, or not at all. */
export type UnreadableFormat = 'svg' | 'tiff' | 'heic' | 'jpeg-xl';
export type ImageFormat = ReadableFormat | UnreadableFormat;

/** So many bytes settle the format of any file. */
export const SNIFFED_BYTES = 1024;

const MIME_TYPES: Readonly<Record<ReadableFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
};

export function mimeTypeOf(format: ReadableFormat): string {
  return MIME_TYPES[format];
}

export function isReadableFormat(format: ImageFormat): format is ReadableFormat {
  return format in MIME_TYPES;
}

/** The format of a file that begins with these bytes, or undefined where it is no image that we know. */
export function sniffImageFormat(bytes: Uint8Array): ImageFormat | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, SNIFFED_BYTES));
  return formatByMagicNumber(text) ?? formatByBrand(text) ?? (looksLikeSvg(text) ? 'svg' : undefined);
}

/** Sizes of the headers that a Windows bitmap may have; with them, "BM" alone makes no bitmap of a text. */
const BITMAP_HEADERS = [12, 40, 52, 56, 64, 108, 124];

const MAGIC_NUMBERS: readonly (readonly [ImageFormat, (text: string) => boolean])[] = [
  ['png', (text) => text.startsWith('\x89PNG\r\n\x1a\n')],
  ['jpeg', (text) => text.startsWith('\xff\xd8\xff')],
  ['gif', (text) => text.startsWith('GIF87a') || text.startsWith('GIF89a')],
  ['webp', (text) => text.startsWith('RIFF') && text.startsWith('WEBPVP8', 8)],
  ['bmp', (text) => text.startsWith('BM') && BITMAP_HEADERS.some((size) => startsWithUint32(text, size, 14))],
  ['ico', (text) => text.startsWith('\0\0\x01\0') && !text.startsWith('\0', 4)],
  ['tiff', (text) => text.startsWith('II\x2a\0') || text.startsWith('MM\0\x2a')],
  ['jpeg-xl', (text) => text.startsWith('\xff\x0a') || text.startsWith('\0\0\0\x0cJXL ')],
];

/** True where the number stands at `offset`, its lowest byte first. */
function startsWithUint32(text: string, value: number, offset: number): boolean {
  return text.startsWith(String.fromCharCode(value, 0, 0, 0), offset);
}

function formatByMagicNumber(text: string): ImageFormat | undefined {
  return MAGIC_NUMBERS.find(([, matches]) => matches(text))?.[0];
}

/** AVIF and HEIC are ISO base media files; the brands of the `ftyp` box tell them from videos. */
function formatByBrand(text: string): ImageFormat | undefined {
  if (text.slice(4, 8) !== 'ftyp') return undefined;
  const boxEnd = [...text.slice(0, 4)].reduce((size, byte) => size * 256 + byte.charCodeAt(0), 0);
  const brands = text.slice(8, Math.min(boxEnd, text.length));
  if (/avi[fs]/.test(brands)) return 'avif';
  return /hei[cxms]|hev[cx]/.test(brands) ? 'heic' : undefined;
}

function looksLikeSvg(text: string): boolean {
  return (
    /^(?:\xef\xbb\xbf)?\s*</.test(text) && /<svg[\s>]/i.test(text) && !/<html[\s>]|<!doctype html/i.test(text)
  );
}
