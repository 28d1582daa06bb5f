import type { Face, Reading } from '../vision/types.ts';

/** What became of one picture, as it is taken along. */
export interface ImageResult {
  /** Address of the page that shows the picture; empty for a picture that the person gave. */
  readonly page: string;
  /** Address of the picture, or the name of its file. */
  readonly image: string;
  /** Size in pixels; 0 where it is not known. */
  readonly width: number;
  readonly height: number;
  /** Why there is no reading; absent where there is one. */
  readonly reason?: string | undefined;
  readonly faces: readonly Face[];
  /** The networks that read it; absent where they are not known. */
  readonly models?: Reading['models'] | undefined;
  /** When it was read, in milliseconds since 1970; absent where it was not. */
  readonly readAt?: number | undefined;
}

export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box of a face in pixels of its picture, to a tenth of a pixel; a face that is cut off reaches beyond the picture. */
export function pixelBox({ box }: Face, { width, height }: Pick<ImageResult, 'width' | 'height'>): PixelBox {
  return {
    x: tenth(box.x * width),
    y: tenth(box.y * height),
    width: tenth(box.width * width),
    height: tenth(box.height * height),
  };
}

/** Four digits: more would claim a precision that a probability of this network does not have. */
export function roundedScore(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

export function isoTime(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '' : new Date(milliseconds).toISOString();
}

function tenth(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
