import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const ASTRONAUT = join('tests', 'fixtures', 'astronaut.png');

export const FILM = { width: 640, height: 480 };
const FRAMES = 10;

/** YCbCr of ITU-R BT.601 in the range of video, from RGB. */
function yCbCr(red: number, green: number, blue: number): readonly [number, number, number] {
  return [
    16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255,
    128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255,
    128 + (112 * red - 93.786 * green - 18.214 * blue) / 255,
  ];
}

/** One frame as YUV4MPEG2 wants it in 4:2:0: all Y, then a quarter as many Cb and Cr. */
function toPlanes(rgb: Buffer): Buffer {
  const { width, height } = FILM;
  const planes = Buffer.alloc((width * height * 3) / 2);
  const quarter = (width * height) / 4;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const [luma, cb, cr] = yCbCr(rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0);
      planes[y * width + x] = luma;
      if (y % 2 === 1 || x % 2 === 1) continue;
      const place = width * height + ((y / 2) * width) / 2 + x / 2;
      planes[place] = cb;
      planes[place + quarter] = cr;
    }
  }
  return planes;
}

/**
 * Writes a film that Chromium takes for a camera: NASA's astronaut at the left, so that a mirror shows, gray at the right.
 *
 * @returns where the face lies in the film, in fractions of it
 */
export async function writeFilm(path: string): Promise<{ x: number; y: number }> {
  const { width, height } = FILM;
  const rgb = await sharp(ASTRONAUT)
    .resize(height, height)
    .extend({ right: width - height, background: '#808080' })
    .removeAlpha()
    .raw()
    .toBuffer();
  const planes = toPlanes(rgb);
  const frames = Array.from({ length: FRAMES }, () => [Buffer.from('FRAME\n'), planes]).flat();
  await writeFile(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420\n`), ...frames]),
  );
  return { x: (0.435 * height) / width, y: 0.245 };
}

/** Switches with which Chromium takes this film for its camera and allows it to every page. */
export function filmSwitches(path: string): readonly string[] {
  return [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${path}`,
    '--use-fake-ui-for-media-stream',
  ];
}
