import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { CropGeometry } from './align-face.ts';
import type { FaceCrop } from './types.ts';
import { withNumbers } from './with-numbers.ts';

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
  const [offset = 0] = mean;
  const grays = new Uint8ClampedArray(upright.size);
  await withNumbers(upright, (values) => {
    for (let i = 0; i < grays.length; i++) grays[i] = (values[i] ?? 0) * deviation + offset;
  });
  return Array.from({ length: count }, (_, index) => ({
    side,
    gray: grays.slice(index * side * side, (index + 1) * side * side),
  }));
}
