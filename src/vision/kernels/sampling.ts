import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, numbersOf, type Place } from './wasm-memory.ts';

const CHANNELS = 3;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
const NUMBERS_PER_BOX = 4;
const NUMBERS_PER_MAP = 8;

/** `CropAndResize` of one picture to squares, bilinear. */
export function cutAndResize(
  place: Place,
  { image, boxes }: NamedTensorInfoMap,
  { method, extrapolationValue, cropSize }: NamedAttrMap,
): TensorInfo | undefined {
  const [side = 0, width] = cropSize as number[];
  const [pictures, rows, columns, channels] = image?.shape ?? [];
  const isPlain = method === 'bilinear' && side === width && side > 1;
  if (!image || !boxes || !isPlain || pictures !== 1 || channels !== CHANNELS || image.dtype !== 'float32')
    return undefined;
  const count = boxes.shape[0] ?? 0;
  const corners = numbersOf(place, boxes).slice();
  const output = place.backend.makeOutput([count, side, side, CHANNELS], 'float32');
  for (let box = 0; box < count; box++) {
    const corner = corners.subarray(box * NUMBERS_PER_BOX, (box + 1) * NUMBERS_PER_BOX);
    const to = addressOf(place, output) + box * side * side * CHANNELS * FLOAT_BYTES;
    const from = [addressOf(place, image), rows ?? 0, columns ?? 0] as const;
    place.native.cutBox(...from, ...corner, extrapolationValue as number, to, side);
  }
  return output;
}

/** `Transform` by affine maps, bilinear; beyond the picture's edge its last pixel goes on. */
export function transform(
  place: Place,
  { image, transforms }: NamedTensorInfoMap,
  { interpolation, fillMode, outputShape }: NamedAttrMap,
): TensorInfo | undefined {
  const [count = 0, rows = 0, columns = 0, channels] = image?.shape ?? [];
  const [height = rows, width = columns] = (outputShape as number[] | undefined) ?? [];
  const isPlain = interpolation === 'bilinear' && fillMode === 'nearest' && channels === CHANNELS;
  if (!image || !transforms || !isPlain || image.dtype !== 'float32') return undefined;
  const maps = numbersOf(place, transforms).slice();
  const perPicture = maps.length / count === NUMBERS_PER_MAP ? NUMBERS_PER_MAP : 0;
  const isAffine = maps.every((number, index) => index % NUMBERS_PER_MAP < 6 || number === 0);
  if (!isAffine) return undefined;
  const output = place.backend.makeOutput([count, height, width, CHANNELS], 'float32');
  for (let picture = 0; picture < count; picture++) {
    const from = addressOf(place, image) + picture * rows * columns * CHANNELS * FLOAT_BYTES;
    const to = addressOf(place, output) + picture * height * width * CHANNELS * FLOAT_BYTES;
    const map = maps.subarray(picture * perPicture, picture * perPicture + 6);
    place.native.turn(from, rows, columns, ...map, to, height, width);
  }
  return output;
}
