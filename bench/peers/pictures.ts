import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Box } from '../../src/vision/types.ts';

/** A picture, and where its faces are in fractions of it; without `faces` they are only counted. */
export interface BenchPicture {
  readonly name: string;
  readonly jpeg: Buffer;
  readonly faces?: readonly Box[];
}

const PORTRAIT = join('tests', 'fixtures', 'astronaut.png');
/** The head in the portrait, and its face in the head, in pixels. */
const HEAD = { left: 120, top: 0, width: 200, height: 200 };
const FACE = { x: 62, y: 82, width: 92, height: 92 };
const COLLAGE_SIDE = 1024;

/** A square of gray with so many equal heads on an 8 x 8 grid, or larger ones on a smaller grid. */
export async function collage(faces: number, cells = 8): Promise<BenchPicture> {
  const cell = COLLAGE_SIDE / cells;
  const head = await sharp(PORTRAIT).extract(HEAD).resize(cell, cell).png().toBuffer();
  const places = spread(faces, cells).map((place) => ({
    left: (place % cells) * cell,
    top: Math.floor(place / cells) * cell,
  }));
  const jpeg = await sharp({
    create: { width: COLLAGE_SIDE, height: COLLAGE_SIDE, channels: 3, background: '#808080' },
  })
    .composite(places.map((place) => ({ input: head, ...place })))
    .jpeg({ quality: 92 })
    .toBuffer();
  const scale = cell / HEAD.width;
  const boxes = places.map(({ left, top }) => ({
    x: (left + FACE.x * scale) / COLLAGE_SIDE,
    y: (top + FACE.y * scale) / COLLAGE_SIDE,
    width: (FACE.width * scale) / COLLAGE_SIDE,
    height: (FACE.height * scale) / COLLAGE_SIDE,
  }));
  return { name: `collage of ${faces}`, jpeg, faces: boxes };
}

/** So many places of a grid, in rows and columns as far from each other as they come. */
function spread(count: number, cells: number): number[] {
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(((Math.floor(index / columns) + 0.5) * cells) / rows);
    const column = Math.floor((((index % columns) + 0.5) * cells) / columns);
    return row * cells + column;
  });
}

/**
 * The photos of a folder with its `faces.json` (file name to boxes in pixels), or collages made of the portrait in the
 * repository where there is no such folder.
 */
export async function benchPictures(folder: string): Promise<{ pictures: BenchPicture[]; source: string }> {
  if (existsSync(join(folder, 'faces.json'))) return { pictures: await photos(folder), source: folder };
  const pictures = await Promise.all([1, 2, 4, 9, 12, 15].map((faces) => collage(faces, 4)));
  return { pictures, source: 'collages of tests/fixtures/astronaut.png' };
}

async function photos(folder: string): Promise<BenchPicture[]> {
  const boxes = JSON.parse(await readFile(join(folder, 'faces.json'), 'utf8')) as Record<string, Box[]>;
  const names = (await readdir(folder)).filter((name) => /\.jpe?g$/i.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => {
      const jpeg = await readFile(join(folder, name));
      const { width, height } = await sharp(jpeg).metadata();
      const faces = boxes[name]?.map((box) => ({
        x: box.x / width,
        y: box.y / height,
        width: box.width / width,
        height: box.height / height,
      }));
      return { name, jpeg, ...(faces && { faces }) };
    }),
  );
}
