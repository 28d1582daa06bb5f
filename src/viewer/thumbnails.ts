import type { Box, Face } from '../vision/types.ts';

/** In pixels: twice the size at which they are shown, for sharp screens. */
const SIDE = 112;
/** Side of the square around a face, in sides of its box. */
const ROOM = 1.5;

export interface Thumbnails {
  readonly thumbnail: string;
  readonly faceThumbnails: readonly string[];
}

/**
 * Small squares of a picture and of each of its faces, as object URLs that the caller revokes.
 *
 * @param bitmap the upright picture, reduced
 */
export async function makeThumbnails(bitmap: ImageBitmap, faces: readonly Face[]): Promise<Thumbnails> {
  const { width, height } = bitmap;
  const side = Math.min(width, height);
  // Faces are more often in the upper half of a picture that stands upright.
  const whole = { x: (width - side) / 2, y: Math.max(0, (height - side) / 3), side };
  const squares = [whole, ...faces.map(({ box }) => squareAround(box, width, height))];
  const [thumbnail = '', ...faceThumbnails] = await Promise.all(squares.map((square) => cut(bitmap, square)));
  return { thumbnail, faceThumbnails };
}

interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

function squareAround(box: Box, width: number, height: number): Square {
  const side = ROOM * Math.max(box.width * width, box.height * height);
  return {
    x: (box.x + box.width / 2) * width - side / 2,
    y: (box.y + box.height / 2) * height - side / 2,
    side,
  };
}

async function cut(bitmap: ImageBitmap, { x, y, side }: Square): Promise<string> {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#808080';
    context.fillRect(0, 0, SIDE, SIDE);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, x, y, side, side, 0, 0, SIDE, SIDE);
  }
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 }));
}
