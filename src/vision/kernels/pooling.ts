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

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** `MaxPool` in squares. Undefined where it is asked for in another way. */
export function maxPool(
  place: Place,
  { x }: NamedTensorInfoMap,
  attributes: NamedAttrMap,
): TensorInfo | undefined {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as PoolAttributes;
  if (x?.dtype !== 'float32' || (x.shape[3] ?? 0) % 4 !== 0 || typeof pad !== 'string') return undefined;
  const shape = x.shape as [number, number, number, number];
  const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const {
    batchSize,
    inHeight,
    inWidth,
    inChannels,
    filterHeight: side,
    strideHeight: stride,
    padInfo,
  } = info;
  if (side !== info.filterWidth || stride !== info.strideWidth) return undefined;
  const output = place.backend.makeOutput(info.outShape, 'float32');
  place.native.maxPool(
    ...[addressOf(place, x), batchSize, inHeight, inWidth, inChannels, side, stride],
    ...[padInfo.top, padInfo.left, addressOf(place, output), info.outHeight, info.outWidth],
  );
  return output;
}
