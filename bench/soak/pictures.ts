import { resolve } from 'node:path';
import sharp from 'sharp';
import { facePictures } from '../page/pictures.ts';

/** The group photos that ship in the demo folder of @vladmandic/face-api (MIT); one in so many pictures is one of them. */
const GROUPS = ['sample1', 'sample2', 'sample3', 'sample4', 'sample5', 'sample6'];
const GROUP_EVERY = 20;
const GROUP_WIDTH = 640;

/** Tones that each portrait comes in. */
const TONES = [
  { brightness: 1, saturation: 1 },
  { brightness: 0.85, saturation: 1.2 },
  { brightness: 1.1, saturation: 0.8 },
  { brightness: 1, saturation: 0 },
];

/** Pictures of real faces, as many as are wanted, no two of them of the same bytes. */
export interface PictureSource {
  /** How many different pictures there are; those whose numbers differ by a multiple of it look alike. */
  readonly kinds: number;
  kindOf(index: number): number;
  bytesOf(index: number): Buffer;
}

async function portraits(): Promise<Buffer[]> {
  const heads = await facePictures();
  const toned = heads.map((head) => TONES.map((tone) => sharp(head).modulate(tone).jpeg().toBuffer()));
  return await Promise.all(toned.flat());
}

function groups(): Promise<Buffer[]> {
  const folder = resolve('node_modules', '@vladmandic', 'face-api', 'demo');
  return Promise.all(
    GROUPS.map((name) =>
      sharp(resolve(folder, `${name}.jpg`))
        .resize({ width: GROUP_WIDTH })
        .jpeg()
        .toBuffer(),
    ),
  );
}

/** The same picture with a comment of its own behind the first marker: other bytes, another content to the engine. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(comment), jpeg.subarray(2)]);
}

export async function preparePictures(): Promise<PictureSource> {
  const [single, many] = await Promise.all([portraits(), groups()]);
  const all = [...single, ...many];
  const kindOf = (index: number) => {
    const group = Math.floor(index / GROUP_EVERY);
    return index % GROUP_EVERY === 0 ? single.length + (group % many.length) : index % single.length;
  };
  return {
    kinds: all.length,
    kindOf,
    bytesOf: (index) => withComment(all[kindOf(index)] ?? Buffer.alloc(0), `picture ${index}`),
  };
}
