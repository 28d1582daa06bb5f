import { PNG } from 'pngjs';
import { big, join } from '../../corpus/bytes.ts';
import { chunk, END, SIGNATURE } from '../../corpus/png.ts';

const CHUNK_BYTES = 12;

/** The chunks of a PNG file, by name. */
function* chunksOf(file: Buffer): Generator<readonly [string, Buffer]> {
  for (let at = SIGNATURE.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    yield [file.toString('latin1', at + 4, at + 8), file.subarray(at + 8, at + 8 + length)];
    at += CHUNK_BYTES + length;
  }
}

function chunkOf(file: Buffer, wanted: string): Buffer {
  return join(...[...chunksOf(file)].filter(([name]) => name === wanted).map(([, content]) => content));
}

/**
 * An animated PNG (PNG, third edition, 11.3.6) of frames of one size.
 *
 * @param milliseconds for which each frame is shown
 * @param plays how often it is played before it rests on its last frame; 0 for ever
 */
export function animatedPng(frames: readonly PNG[], milliseconds: number, plays: number): Buffer {
  const files = frames.map((frame) => PNG.sync.write(frame));
  const [first] = files;
  if (first === undefined) throw new Error('There is no frame.');
  let sequence = 0;
  const control = ({ width, height }: PNG) =>
    chunk(
      'fcTL',
      join(
        big(4, sequence++),
        big(4, width),
        big(4, height),
        big(8, 0),
        big(2, milliseconds),
        big(2, 1000),
        0,
        0,
      ),
    );
  const pixels = (file: Buffer, index: number) =>
    index === 0
      ? chunk('IDAT', chunkOf(file, 'IDAT'))
      : chunk('fdAT', join(big(4, sequence++), chunkOf(file, 'IDAT')));
  return join(
    SIGNATURE,
    chunk('IHDR', chunkOf(first, 'IHDR')),
    chunk('acTL', join(big(4, frames.length), big(4, plays))),
    ...files.flatMap((file, index) => [control(frames[index] as PNG), pixels(file, index)]),
    END,
  );
}

/** A gray frame with a picture in it. */
export function frameWith(picture: PNG, left: number, size: { width: number; height: number }): PNG {
  const frame = new PNG(size);
  frame.data.fill(150);
  PNG.bitblt(picture, frame, 0, 0, picture.width, picture.height, left, 0);
  return frame;
}
