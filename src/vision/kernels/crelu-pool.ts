import {
  backend_util,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { addressOf, type Place } from './wasm-memory.ts';

const WINDOW = 3;

/** `CreluPool`, see `crelu-pool.ts` of the vision. */
export function creluPool(
  place: Place,
  { x }: NamedTensorInfoMap,
  { stride }: NamedAttrMap,
): TensorInfo | undefined {
  if (!x || (x.shape[3] ?? 0) % 4 !== 0) return undefined;
  const shape = x.shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, WINDOW, stride as number, 1, 'same');
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, padInfo } = info;
  const output = place.backend.makeOutput([batchSize, outHeight, outWidth, 2 * inChannels], 'float32');
  place.native.creluPool(
    ...[addressOf(place, x), batchSize, inHeight, inWidth, inChannels, strideHeight],
    ...[padInfo.top, padInfo.left, addressOf(place, output), outHeight, outWidth],
  );
  return output;
}
