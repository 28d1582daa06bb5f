import sharp from 'sharp';
import { REDUCED_SIDE } from '../../src/engine/limits.ts';
import type { Size } from '../../src/vision/geometry.ts';

/** Bytes of RGBA, and the size of the picture before it was reduced. */
export interface DecodedPicture extends Size {
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly whole: Size;
}

/** Decodes a picture, upright, on white, and reduced as the product does. */
export async function decodePicture(file: string | Uint8Array): Promise<DecodedPicture> {
  const { data, info } = await sharp(file)
    .autoOrient()
    .resize(REDUCED_SIDE, REDUCED_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { autoOrient } = await sharp(file).metadata();
  const { width, height } = info;
  return { bytes: new Uint8ClampedArray(data), width, height, whole: autoOrient };
}
