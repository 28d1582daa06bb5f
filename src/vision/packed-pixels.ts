import { engine, getBackend, getKernel, type Tensor3D, type Tensor4D, tensor3d } from '@tensorflow/tfjs-core';
import type { Size } from './geometry.ts';

/** Names of kernels that tfjs does not have, and our own (`kernels/`) do. */
export const CUT_PACKED = 'CutPacked';
export const HALVE_PACKED = 'HalvePacked';

/**
 * The pixels of a picture as the pipeline takes them. Where our own kernels run they stay packed as they come, four bytes in
 * each number, [height, width, 1]; elsewhere they become RGB, [height, width, 3], whole numbers as float32, which is what
 * everything after works on: int32 would be converted once more for every cut.
 *
 * @param rgba four bytes for each pixel, opaque
 */
export function pixelsOf(rgba: Uint8ClampedArray<ArrayBuffer>, { width, height }: Size): Tensor3D {
  if (!getKernel(CUT_PACKED, getBackend()))
    return tensor3d(withoutAlpha(rgba), [height, width, 3], 'float32');
  const packed = new Int32Array(rgba.buffer, rgba.byteOffset, width * height);
  return tensor3d(packed, [height, width, 1], 'int32');
}

export function isPacked(pixels: Tensor3D): boolean {
  return pixels.shape[2] === 1;
}

/** `tf.image.cropAndResize` of a packed picture, bilinear; gives singles. */
export function cutPacked(
  pixels: Tensor3D,
  corners: readonly (readonly number[])[],
  { width, height }: Size,
  outside: number,
): Tensor4D {
  const attributes = { corners: corners.flat(), size: [height, width], outside };
  return engine().runKernel(CUT_PACKED, { pixels }, attributes) as Tensor4D;
}

/** `tf.avgPool` of 2 x 2 of a packed picture; gives singles. */
export function halvePacked(pixels: Tensor3D): Tensor4D {
  return engine().runKernel(HALVE_PACKED, { pixels }) as Tensor4D;
}

/** Red, green and blue of RGBA bytes. */
function withoutAlpha(rgba: Uint8ClampedArray): Float32Array {
  const rgb = new Float32Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
