import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { CropGeometry } from './align-face.ts';
import type { FaceCrop } from './types.ts';

/**
 * What a gray classifier gets, as pictures for a person.
 *
 * @param upright [faces, side, side, 1], normalised as the geometry says
 */
export async function toFaceCrops(
  upright: Tensor4D,
  { mean, deviation }: CropGeometry,
): Promise<readonly FaceCrop[]> {
  const [count, side] = upright.shape;
  const values = await upright.data();
  const grays = Float32Array.from(values, (value) => value * deviation + (mean[0] ?? 0));
  return Array.from({ length: count }, (_, index) => ({
    side,
    gray: new Uint8ClampedArray(grays.subarray(index * side * side, (index + 1) * side * side)),
  }));
}
