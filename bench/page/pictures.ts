import { resolve } from 'node:path';
import sharp from 'sharp';

/** Pixels of every picture of the bench: what galleries make their thumbnails of. */
const SIZE = { width: 240, height: 180 };

/** Parts of the astronaut's portrait in its pixels, with the whole head in each. */
const HEADS = [
  { left: 120, top: 40, width: 240, height: 180 },
  { left: 88, top: 20, width: 280, height: 210 },
  { left: 140, top: 30, width: 220, height: 165 },
  { left: 60, top: 10, width: 320, height: 240 },
  { left: 100, top: 50, width: 260, height: 195 },
] as const;

/** NASA's portrait of Eileen Collins (`tests/fixtures`), cut, mirrored and toned: ten pictures with one face each. */
export function facePictures(): Promise<Buffer[]> {
  const portrait = resolve('tests', 'fixtures', 'astronaut.png');
  return Promise.all(
    HEADS.flatMap((head) => [
      sharp(portrait).extract(head).resize(SIZE).jpeg().toBuffer(),
      sharp(portrait).extract(head).resize(SIZE).flop().modulate({ saturation: 0.5 }).jpeg().toBuffer(),
    ]),
  );
}

function drawing(index: number): string {
  const hue = (index * 47) % 360;
  const hills = Array.from({ length: 4 }, (_, hill) => {
    const y = 70 + hill * 28;
    const bend = ((index * 31 + hill * 17) % 60) - 30;
    return `<path d="M0 ${y} Q120 ${y + bend} 240 ${y} V180 H0 Z" fill="hsl(${hue + hill * 12} 40% ${60 - hill * 12}%)"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="180"><rect width="240" height="180" fill="hsl(${hue + 180} 60% 85%)"/>${hills.join('')}</svg>`;
}

/** Drawn landscapes: pictures without a face. */
export function emptyPictures(count: number): Promise<Buffer[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      sharp(Buffer.from(drawing(index)))
        .jpeg()
        .toBuffer(),
    ),
  );
}
