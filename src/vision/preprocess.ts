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
import type { Size } from './geometry.ts';
import { cutPacked, halvePacked, isPacked } from './packed-pixels.ts';
import type { Box } from './types.ts';

const MIDDLE_GRAY = 127.5;
/** In pixels: keeps a tap on the centre of the first or last pixel from being rounded out of the picture. */
const INWARDS = 1e-3;

/**
 * Cuts boxes out of a picture and brings each to `size` pixels, a square where it is one number. What lies outside the picture is
 * middle gray, by which the detector is disturbed least (docs/decisions/detector-and-classifier.md).
 *
 * A bilinear tap sees two pixels along a side and skips the rest under a stronger reduction. So a box that shrinks to
 * less than half is cut from a picture that was halved often enough before (a mip map: Williams, "Pyramidal
 * parametrics", 1983).
 *
 * @param pixels [height, width, 3], 0 to 255, or packed (`packed-pixels.ts`)
 * @param boxes in fractions of the picture; they may reach beyond it
 * @returns float32 [boxes, height, width, 3], 0 to 255, in the order of the boxes
 */
export function cutBoxes(pixels: Tensor3D, boxes: readonly Box[], size: number | Size): Tensor4D {
  const output = typeof size === 'number' ? { width: size, height: size } : size;
  return tidy(() => {
    const [height, width] = pixels.shape;
    const levels = boxes.map((box) =>
      mipLevel(Math.max((box.width * width) / output.width, (box.height * height) / output.height)),
    );
    const cuts: Tensor4D[] = [];
    const order: number[] = [];
    let map: PictureMap = isPacked(pixels) ? pixels : expandDims<Tensor4D>(cast(pixels, 'float32'), 0);
    for (let level = 0; level <= Math.max(...levels); level++) {
      if (level > 0) map = halved(map);
      const here = [...levels.keys()].filter((index) => levels[index] === level);
      order.push(...here);
      const extent = { width: width / 2 ** level, height: height / 2 ** level };
      if (here.length > 0) cuts.push(cutFromLevel(map, extent, selected(boxes, here), output));
    }
    return cuts.length > 1 ? gather(concat(cuts), inverse(order)) : concat(cuts);
  });
}

/** A picture at a level: packed, [height, width, 1], or of singles, [1, height, width, 3]. */
type PictureMap = Tensor3D | Tensor4D;

function isPackedMap(map: PictureMap): map is Tensor3D {
  return map.rank === 3;
}

function halved(map: PictureMap): Tensor4D {
  return isPackedMap(map) ? halvePacked(map) : avgPool(map, 2, 2, 'same');
}

/** How often a picture is to be halved, so that a bilinear tap may make the rest of a reduction by `factor`. */
export function mipLevel(factor: number): number {
  return Math.max(0, Math.ceil(Math.log2(factor) - 1));
}

/** @param extent size of the picture in pixels of this level: the last pixel may lie only half inside it. */
function cutFromLevel(level: PictureMap, extent: Size, boxes: readonly Box[], output: Size): Tensor4D {
  const [rows = 1, columns = 1] = isPackedMap(level) ? level.shape : level.shape.slice(1);
  const corners = boxes.map((box) => [
    tap(box.y, box.height, 0.5 / output.height, extent.height, rows, INWARDS),
    tap(box.x, box.width, 0.5 / output.width, extent.width, columns, INWARDS),
    tap(box.y, box.height, 1 - 0.5 / output.height, extent.height, rows, -INWARDS),
    tap(box.x, box.width, 1 - 0.5 / output.width, extent.width, columns, -INWARDS),
  ]);
  if (isPackedMap(level)) return cutPacked(level, corners, output, MIDDLE_GRAY);
  const allFromOne = new Array<number>(boxes.length).fill(0);
  return image.cropAndResize(
    level,
    corners,
    allFromOne,
    [output.height, output.width],
    'bilinear',
    MIDDLE_GRAY,
  );
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
