import { tensor3d } from '@tensorflow/tfjs-core';
import { pixelsOf } from '../../src/vision/packed-pixels.ts';
import type { Picture } from '../../src/vision/pipeline.ts';
import { type DecodedPicture, decodePicture } from './decode-picture.ts';

/** A gray picture as the pipeline takes it. The caller disposes its pixels. */
export function grayPicture(gray: Uint8Array, width: number, height: number): Picture {
  const colours = Int32Array.from(
    { length: gray.length * 3 },
    (_, index) => gray[Math.floor(index / 3)] ?? 0,
  );
  return { pixels: tensor3d(colours, [height, width, 3], 'int32'), width, height };
}

/** Reads a picture as the pipeline takes it. The caller disposes its pixels. */
export async function readPicture(path: string): Promise<Picture> {
  return toPicture(await decodePicture(path));
}

/** The caller disposes its pixels. */
export function toPicture({ bytes, whole, ...size }: DecodedPicture): Picture {
  return { pixels: pixelsOf(bytes, size), width: whole.width, height: whole.height };
}
