import { tensor3d } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import { pixelsOf } from '../../src/vision/packed-pixels.ts';
import { MAX_SIDE, type Picture } from '../../src/vision/pipeline.ts';

/** A gray picture as the pipeline takes it. The caller disposes its pixels. */
export function grayPicture(gray: Uint8Array, width: number, height: number): Picture {
  const colours = Int32Array.from(
    { length: gray.length * 3 },
    (_, index) => gray[Math.floor(index / 3)] ?? 0,
  );
  return { pixels: tensor3d(colours, [height, width, 3], 'int32'), width, height };
}

/** Reads a picture, upright and reduced as the product does. The caller disposes its pixels. */
export async function readPicture(path: string): Promise<Picture> {
  const { data, info } = await sharp(path)
    .autoOrient()
    .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { autoOrient } = await sharp(path).metadata();
  return {
    pixels: pixelsOf(new Uint8ClampedArray(data), info),
    width: autoOrient.width,
    height: autoOrient.height,
  };
}
