import {
  engine,
  getBackend,
  getKernel,
  type Tensor3D,
  type Tensor4D,
  tensor3d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Size } from './geometry.ts';

/** Names of kernels that tfjs does not have, and our own (`kernels/`) do. */
export const CUT_PACKED = 'CutPacked';
export const HALVE_PACKED = 'HalvePacked';
export const SWAP_PACKED = 'SwapPacked';
/** From packed to one number a channel (`kernels/unpack-on-gpu.ts`). */
export const UNPACK_PIXELS = 'UnpackPixels';

/** In which order the bytes of a pixel come. */
export type ChannelOrder = 'rgb' | 'bgr';

/**
 * The pixels of a picture as the pipeline takes them. Where our own kernels for the processor run they stay packed as they come,
 * four bytes in each number, [height, width, 1]; elsewhere they become RGB, [height, width, 3], whole numbers as float32, which is
 * what everything after works on: int32 would be converted once more for every cut. WebGPU makes them of the packed ones.
 *
 * @param bytes four for each pixel, the last of which is of no account; they are the caller's again afterwards
 */
export function pixelsOf(
  bytes: Uint8ClampedArray<ArrayBuffer>,
  { width, height }: Size,
  order: ChannelOrder = 'rgb',
): Tensor3D {
  const has = (kernel: string) => getKernel(kernel, getBackend()) !== undefined;
  if (!has(CUT_PACKED) && !has(UNPACK_PIXELS)) {
    return tensor3d(withoutFourth(bytes, order), [height, width, 3], 'float32');
  }
  return tidy(() => {
    const numbers = new Int32Array(bytes.buffer, bytes.byteOffset, width * height);
    const packed = tensor3d(numbers, [height, width, 1], 'int32');
    if (has(UNPACK_PIXELS)) return engine().runKernel(UNPACK_PIXELS, { packed }, { order }) as Tensor3D;
    return order === 'rgb' ? packed : (engine().runKernel(SWAP_PACKED, { pixels: packed }) as Tensor3D);
  });
}

export function isPacked(pixels: Tensor3D): boolean {
  return pixels.shape[2] === 1;
}

/** What the numbers of a cut are: bytes from 0 to 255 as they are, or brought to another range. */
export interface NumberRange {
  /** A byte is multiplied by it, */
  readonly scale: number;
  /** and this is added. */
  readonly offset: number;
}

/** `tf.image.cropAndResize` of a packed picture, bilinear; gives singles. */
export function cutPacked(
  pixels: Tensor3D,
  corners: readonly (readonly number[])[],
  { width, height }: Size,
  outside: number,
  range: NumberRange,
): Tensor4D {
  const attributes = { corners: corners.flat(), size: [height, width], outside, ...range };
  return engine().runKernel(CUT_PACKED, { pixels }, attributes) as Tensor4D;
}

/** `tf.avgPool` of 2 x 2 of a packed picture; gives singles. */
export function halvePacked(pixels: Tensor3D): Tensor4D {
  return engine().runKernel(HALVE_PACKED, { pixels }) as Tensor4D;
}

/** Red, green and blue of four bytes each. */
function withoutFourth(bytes: Uint8ClampedArray, order: ChannelOrder): Float32Array {
  const rgb = new Float32Array((bytes.length / 4) * 3);
  const red = order === 'rgb' ? 0 : 2;
  for (let from = 0, to = 0; from < bytes.length; from += 4, to += 3) {
    rgb[to] = bytes[from + red] ?? 0;
    rgb[to + 1] = bytes[from + 1] ?? 0;
    rgb[to + 2] = bytes[from + 2 - red] ?? 0;
  }
  return rgb;
}
