import {
  avgPool,
  cast,
  concat,
  expandDims,
  gather,
  image,
  type Tensor3D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Box } from './types.ts';

const MIDDLE_GRAY = 127.5;
/** In pixels: keeps a tap on the centre of the first or last pixel from being rounded out of the picture. */
const INWARDS = 1e-3;

/**
 * Cuts boxes out of a picture and brings each to `size` x `size` pixels. What lies outside the picture is
 * middle gray, by which the detector is disturbed least (docs/decisions/detector-and-classifier.md).
 *
 * A bilinear tap sees two pixels along a side and skips the rest under a stronger reduction. So a box that shrinks to
 * less than half is cut from a picture that was halved often enough before (a mip map: Williams, "Pyramidal
 * parametrics", 1983).
 *
 * @param pixels [height, width, 3], 0 to 255
 * @param boxes in fractions of the picture; they may reach beyond it
 * @returns float32 [boxes, size, size, 3], 0 to 255, in the order of the boxes
 */
export function cutBoxes(pixels: Tensor3D, boxes: readonly Box[], size: number): Tensor4D {
  return tidy(() => {
    const [height, width] = pixels.shape;
    const levels = boxes.map((box) => mipLevel(Math.max(box.width * width, box.height * height) / size));
    const cuts: Tensor4D[] = [];
    const order: number[] = [];
    let halved = expandDims<Tensor4D>(cast(pixels, 'float32'), 0);
    for (let level = 0; level <= Math.max(...levels); level++) {
      if (level > 0) halved = avgPool(halved, 2, 2, 'same');
      const here = [...levels.keys()].filter((index) => levels[index] === level);
      order.push(...here);
      const extent = { width: width / 2 ** level, height: height / 2 ** level };
      if (here.length > 0) cuts.push(cutFromLevel(halved, extent, selected(boxes, here), size));
    }
    return cuts.length > 1 ? gather(concat(cuts), inverse(order)) : concat(cuts);
  });
}

/** How often a picture is to be halved, so that a bilinear tap may make the rest of a reduction by `factor`. */
export function mipLevel(factor: number): number {
  return Math.max(0, Math.ceil(Math.log2(factor) - 1));
}

/** @param extent size of the picture in pixels of this level: the last pixel may lie only half inside it. */
function cutFromLevel(
  level: Tensor4D,
  extent: { width: number; height: number },
  boxes: readonly Box[],
  size: number,
): Tensor4D {
  const [, rows, columns] = level.shape;
  const corners = boxes.map((box) => [
    tap(box.y, box.height, 0.5 / size, extent.height, rows, INWARDS),
    tap(box.x, box.width, 0.5 / size, extent.width, columns, INWARDS),
    tap(box.y, box.height, 1 - 0.5 / size, extent.height, rows, -INWARDS),
    tap(box.x, box.width, 1 - 0.5 / size, extent.width, columns, -INWARDS),
  ]);
  const allFromOne = new Array<number>(boxes.length).fill(0);
  return image.cropAndResize(level, corners, allFromOne, [size, size], 'bilinear', MIDDLE_GRAY);
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
