import { avgPool, cast, expandDims, type Tensor3D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Size } from './geometry.ts';
import { halvePacked, isPacked } from './packed-pixels.ts';
import type { Box } from './types.ts';

/** A picture at a level: packed, [height, width, 1], or of singles, [1, height, width, 3]. */
export type PictureMap = Tensor3D | Tensor4D;

export function isPackedMap(map: PictureMap): map is Tensor3D {
  return map.rank === 3;
}

/** A picture, halved as often as is wanted (Williams, "Pyramidal parametrics", 1983). What it makes belongs to the caller's tidy. */
export class MipMap {
  private readonly maps: PictureMap[];
  private readonly size: Size;

  /** @param pixels as the pipeline takes them (`Picture.pixels`) */
  constructor(pixels: Tensor3D) {
    const [height, width] = pixels.shape;
    this.size = { width, height };
    this.maps = [isPacked(pixels) ? pixels : expandDims<Tensor4D>(cast(pixels, 'float32'), 0)];
  }

  /** The level from which a box is cut and brought to `output`: the least that a bilinear tap may reduce the rest of the way. */
  levelFor(box: Box, output: Size): number {
    const across = (box.width * this.size.width) / output.width;
    return mipLevel(Math.max(across, (box.height * this.size.height) / output.height));
  }

  at(level: number): PictureMap {
    while (this.maps.length <= level) this.maps.push(halved(this.maps.at(-1) as PictureMap));
    return this.maps[level] as PictureMap;
  }

  /** Size in pixels of a level: its last pixel may lie only half inside. */
  extentAt(level: number): Size {
    return { width: this.size.width / 2 ** level, height: this.size.height / 2 ** level };
  }
}

function halved(map: PictureMap): Tensor4D {
  return isPackedMap(map) ? halvePacked(map) : avgPool(map, 2, 2, 'same');
}

/** How often a picture is to be halved, so that a bilinear tap may make the rest of a reduction by `factor`. */
export function mipLevel(factor: number): number {
  return Math.max(0, Math.ceil(Math.log2(factor) - 1));
}
