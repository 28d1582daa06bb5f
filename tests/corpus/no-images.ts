import { gzipSync } from 'node:zlib';
import { ascii } from './bytes.ts';
import type { CorpusImage } from './corpus-image.ts';
import { orientation, segment, withSegment } from './jpeg.ts';
import { SeededRandom } from './random.ts';
import type { Source } from './sources.ts';
import { hostileSvgs } from './svg.ts';

function no(name: string, bytes: Buffer | string, type: string): CorpusImage {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return { name, kind: 'no image', type, bytes: content, outcomes: ['not-an-image'] };
}

/** What servers send in place of pictures, and formats that no Chromium decodes. */
export function* noImages(): Generator<CorpusImage> {
  yield no('nothing', '', 'image/png');
  yield no('one byte', '\0', 'image/png');
  yield no('a page', '<!doctype html><title>404</title><h1>Not found</h1>', 'image/jpeg');
  yield no('a page with a drawing', '<!doctype html><title>404</title><svg><path/></svg>', 'image/png');
  yield no('an old page', '<HTML><BODY><svg ></svg></BODY></HTML>', 'image/gif');
  yield no('JSON', '{"error":"no such picture"}', 'image/webp');
  yield no('a script', 'BM = function () { alert(1) }; //'.padEnd(99), 'image/bmp');
  yield no('packed bytes', gzipSync('a picture'), 'image/png');
  yield no('a film', Buffer.from(`00000020667479706d703432${'00'.repeat(40)}`, 'hex'), 'image/avif');
  yield no('HEIC', Buffer.from('00000018667479706865696300000000', 'hex'), 'image/heic');
  yield no('TIFF', ascii(`II\x2a\0${'\0'.repeat(60)}`), 'image/tiff');
  yield no('JPEG XL', ascii('\0\0\0\x0cJXL \r\n\x87\n'), 'image/jxl');
  yield no('the half of a signature', Buffer.from('89504e47', 'hex'), 'image/png');
  for (const [name, text] of hostileSvgs()) yield no(name, text, 'image/svg+xml');
  const random = new SeededRandom(7);
  for (let i = 0; i < 60; i++) yield no(`noise ${i}`, random.bytes(random.below(3000)), 'image/jpeg');
}

/** EXIF: the eight ways to turn a picture, and directories that are no such thing. */
export function* turnedImages(sources: readonly Source[]): Generator<CorpusImage> {
  const jpeg = sources.find(({ name }) => name === 'jpeg')?.bytes ?? Buffer.alloc(0);
  const turned = (name: string, ...parts: readonly Buffer[]): CorpusImage => ({
    name,
    kind: 'turned',
    type: 'image/jpeg',
    bytes: withSegment(jpeg, ...parts),
    outcomes: ['reading'],
  });
  for (let value = 0; value <= 9; value++) yield turned(`EXIF orientation ${value}`, orientation(value));
  yield turned('EXIF orientation 65,535', orientation(65_535));
  yield turned('two orientations', orientation(6), orientation(3));
  yield turned('EXIF with 65,535 entries', orientation(6, { entries: 65_535 }));
  yield turned('EXIF whose directory lies beyond it', orientation(6, { directory: 2 ** 31 }));
  yield turned('EXIF whose directory is its head', orientation(6, { directory: 0 }));
  yield turned('EXIF that leads back to itself', orientation(6, { next: 8 }));
  yield turned('EXIF cut off', orientation(6).subarray(0, 20), segment(0xfe, Buffer.alloc(30)));
  yield turned(
    'EXIF of noise',
    segment(0xe1, Buffer.concat([ascii('Exif\0\0'), new SeededRandom(1).bytes(400)])),
  );
  yield turned('empty EXIF', segment(0xe1, ascii('Exif\0\0')));
}
