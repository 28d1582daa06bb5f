import { add, concat, gather, image, mul, type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { Size } from './geometry.ts';
import { isPackedMap, MipMap, type PictureMap } from './mip-map.ts';
import { cutPacked, type NumberRange } from './packed-pixels.ts';
import type { Box } from './types.ts';

export const MIDDLE_GRAY = 127.5;

/** Bytes as they come. */
const BYTES: NumberRange = { scale: 1, offset: 0 };
/** -1 to 1, which detector and landmark network were trained on. */
export const SIGNED: NumberRange = { scale: 2 / 255, offset: -1 };

/** In pixels: keeps a tap on the centre of the first or last pixel from being rounded out of the picture. */
const INWARDS = 1e-3;

/**
 * Cuts boxes out of a picture and brings each to `size` pixels, a square where it is one number. What lies outside the picture is
 * middle gray, by which the detector is disturbed least (docs/decisions/detector-and-classifier.md).
 *
 * A bilinear tap sees two pixels along a side and skips the rest under a stronger reduction. So a box that shrinks to
 * less than half is cut from a picture that was halved often enough before (`MipMap`).
 *
 * @param pixels [height, width, 3], 0 to 255, or packed (`packed-pixels.ts`)
 * @param boxes in fractions of the picture; they may reach beyond it
 * @param range of the numbers; 0 to 255 where none is given
 * @returns float32 [boxes, height, width, 3], in the order of the boxes
 */
export function cutBoxes(
  pixels: Tensor3D,
  boxes: readonly Box[],
  size: number | Size,
  range: NumberRange = BYTES,
): Tensor4D {
  const output = typeof size === 'number' ? { width: size, height: size } : size;
  return tidy(() => {
    const picture = new MipMap(pixels);
    const levels = boxes.map((box) => picture.levelFor(box, output));
    const cuts: Tensor4D[] = [];
    const order: number[] = [];
    for (const level of new Set(levels)) {
      const here = [...levels.keys()].filter((index) => levels[index] === level);
      order.push(...here);
      cuts.push(cutFromLevel(picture, level, selected(boxes, here), output, range));
    }
    return cuts.length > 1 ? gather(concat(cuts), inverse(order)) : (cuts[0] as Tensor4D);
  });
}

function cutFromLevel(
  picture: MipMap,
  level: number,
  boxes: readonly Box[],
  output: Size,
  range: NumberRange,
): Tensor4D {
  const map = picture.at(level);
  const corners = boxes.map((box) => cornersOf(map, picture.extentAt(level), box, output));
  if (isPackedMap(map)) return cutPacked(map, corners, output, MIDDLE_GRAY, range);
  const allFromOne = new Array<number>(boxes.length).fill(0);
  const size: [number, number] = [output.height, output.width];
  const bytes = image.cropAndResize(map, corners, allFromOne, size, 'bilinear', MIDDLE_GRAY);
  return range === BYTES ? bytes : inRange(bytes, range);
}

/** Brings bytes, 0 to 255, to another range. */
export function inRange(bytes: Tensor4D, { scale, offset }: NumberRange): Tensor4D {
  return tidy(() => add(mul(bytes, scale), offset));
}

/**
 * y and x of the centres of a box's first and last pixel, as cropAndResize counts.
 *
 * @param extent size of the map's picture in pixels of its level
 */
export function cornersOf(map: PictureMap, extent: Size, box: Box, output: Size): number[] {
  const [rows = 1, columns = 1] = isPackedMap(map) ? map.shape : map.shape.slice(1);
  return [
    tap(box.y, box.height, 0.5 / output.height, extent.height, rows, INWARDS),
    tap(box.x, box.width, 0.5 / output.width, extent.width, columns, INWARDS),
    tap(box.y, box.height, 1 - 0.5 / output.height, extent.height, rows, -INWARDS),
    tap(box.x, box.width, 1 - 0.5 / output.width, extent.width, columns, -INWARDS),
  ];
}

/**
 * Where cropAndResize looks for the centre of a first or last pixel: it counts from the centre of the picture's first
 * pixel (0) to that of its last (1).
 */
function tap(
  start: number,
  length: number,
  share: number,
  extent: number,
  pixels: number,
  nudge: number,
): number {
  return ((start + length * share) * extent - 0.5 + nudge) / Math.max(1, pixels - 1);
}

function selected<Item>(items: readonly Item[], indices: readonly number[]): Item[] {
  return items.filter((_, index) => indices.includes(index));
}

function inverse(order: readonly number[]): number[] {
  const places = new Array<number>(order.length);
  for (const [place, index] of order.entries()) places[index] = place;
  return places;
}
