import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, numbersOf, type Place, withScratch } from './wasm-memory.ts';

const CHANNELS = 3;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;
const NUMBERS_PER_BOX = 4;
const NUMBERS_PER_MAP = 8;

/** `CropAndResize` of one picture, bilinear. */
export function cutAndResize(
  place: Place,
  { image, boxes }: NamedTensorInfoMap,
  { method, extrapolationValue, cropSize }: NamedAttrMap,
): TensorInfo | undefined {
  const [height = 0, width = 0] = cropSize as number[];
  const [pictures, rows, columns, channels] = image?.shape ?? [];
  const isPlain = method === 'bilinear' && Math.min(height, width) > 1;
  if (!image || !boxes || !isPlain || pictures !== 1 || channels !== CHANNELS || image.dtype !== 'float32')
    return undefined;
  const corners = numbersOf(place, boxes).slice();
  const from = [addressOf(place, image), rows ?? 0, columns ?? 0] as const;
  const numbers = { outside: extrapolationValue as number, scale: 1, offset: 0 };
  return cutEach(place, place.native.cutBox, from, corners, numbers, [height, width]);
}

/** `CutPacked`: the same from a packed picture, [height, width, 1] (`packed-pixels.ts`). */
export function cutPacked(
  place: Place,
  { pixels }: NamedTensorInfoMap,
  { corners, outside, scale, offset, size }: NamedAttrMap,
): TensorInfo | undefined {
  if (!pixels) return undefined;
  const [rows = 0, columns = 0] = pixels.shape;
  const from = [addressOf(place, pixels), rows, columns] as const;
  const flat = Float32Array.from(corners as readonly number[]);
  const numbers = { outside, scale, offset } as CutNumbers;
  return cutEach(place, place.native.cutPackedBox, from, flat, numbers, size as [number, number]);
}

/** `SwapPacked`: a packed picture with red and blue in each other's place. */
export function swapPacked(place: Place, { pixels }: NamedTensorInfoMap): TensorInfo | undefined {
  if (!pixels) return undefined;
  const output = place.backend.makeOutput([...pixels.shape], 'int32');
  const count = pixels.shape.reduce((product, side) => product * side, 1);
  place.native.swapPacked(addressOf(place, pixels), count, addressOf(place, output));
  return output;
}

/** `HalvePacked`: a packed picture half as large, and not packed any more, [1, height, width, 3]. */
export function halvePacked(place: Place, { pixels }: NamedTensorInfoMap): TensorInfo | undefined {
  if (!pixels) return undefined;
  const [rows = 0, columns = 0] = pixels.shape;
  const shape = [1, Math.ceil(rows / 2), Math.ceil(columns / 2), CHANNELS];
  const output = place.backend.makeOutput(shape, 'float32');
  place.native.halvePacked(addressOf(place, pixels), rows, columns, addressOf(place, output));
  return output;
}

interface CutNumbers {
  /** What lies beyond the picture. */
  readonly outside: number;
  /** Every number, that one too, is multiplied by `scale`, then `offset` is added. */
  readonly scale: number;
  readonly offset: number;
}

function cutEach(
  place: Place,
  cut: (...numbers: number[]) => void,
  picture: readonly number[],
  corners: Float32Array,
  { outside, scale, offset }: CutNumbers,
  [height, width]: readonly [number, number],
): TensorInfo {
  const count = corners.length / NUMBERS_PER_BOX;
  const output = place.backend.makeOutput([count, height, width, CHANNELS], 'float32');
  withScratch(place, place.native.cutBytes(picture[2] ?? 0, width), (scratch) => {
    for (let box = 0; box < count; box++) {
      const corner = corners.subarray(box * NUMBERS_PER_BOX, (box + 1) * NUMBERS_PER_BOX);
      const to = addressOf(place, output) + box * height * width * CHANNELS * FLOAT_BYTES;
      cut(...picture, ...corner, outside, scale, offset, to, height, width, scratch);
    }
  });
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
