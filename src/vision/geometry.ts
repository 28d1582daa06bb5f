import type { Box, Point } from './types.ts';

/** Intersection over union of two boxes, 0 (apart) to 1 (the same). */
export function intersectionOverUnion(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const intersection = width * height;
  return intersection / (a.width * a.height + b.width * b.height - intersection);
}

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The smallest input of a network that shows a picture as large as a square of `side` pixels would, without the bars.
 *
 * @param margin share of `side` that stays free at each end of the picture's longer side; as much at the others
 * @param step both sides of the input are multiples of it, and so is `side`
 */
export function snugInput({ width, height }: Size, side: number, margin: number, step: number): Size {
  const scale = ((1 - 2 * margin) * side) / Math.max(width, height);
  const along = (length: number) =>
    Math.min(side, step * Math.ceil((length * scale + 2 * margin * side) / step - 1e-9));
  return { width: along(width), height: along(height) };
}

/**
 * The part of a picture that a network's input shows when the whole picture is centred in it, in fractions of the picture:
 * it reaches beyond the picture where the input has bars.
 *
 * @param picture, input in pixels
 * @param margin share of the input's longer side that stays free at each end of the picture's longer side
 */
export function letterbox(picture: Size, input: Size, margin: number): Box {
  const longer = Math.max(input.width, input.height);
  const scale = Math.max(picture.width, picture.height) / ((1 - 2 * margin) * longer);
  const width = (input.width * scale) / picture.width;
  const height = (input.height * scale) / picture.height;
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}

/** Takes a point in fractions of `region` to fractions of the picture that the region is given in. */
export function pointInPicture(point: Point, region: Box): Point {
  return { x: region.x + point.x * region.width, y: region.y + point.y * region.height };
}

/** Takes a point in fractions of the picture to fractions of `region`: the way back of `pointInPicture`. */
export function pointInRegion(point: Point, region: Box): Point {
  return { x: (point.x - region.x) / region.width, y: (point.y - region.y) / region.height };
}

/** Takes a box in fractions of `region` to fractions of the picture that the region is given in. */
export function boxInPicture(box: Box, region: Box): Box {
  return {
    ...pointInPicture(box, region),
    width: box.width * region.width,
    height: box.height * region.height,
  };
}

/** How a box is redrawn: its centre moves by a share of its size, then its sides are multiplied. */
export interface BoxFit {
  readonly shiftX: number;
  readonly shiftY: number;
  readonly scale: number;
}

export function fitBox(box: Box, fit: BoxFit): Box {
  const width = box.width * fit.scale;
  const height = box.height * fit.scale;
  return {
    x: box.x + box.width * (0.5 + fit.shiftX) - width / 2,
    y: box.y + box.height * (0.5 + fit.shiftY) - height / 2,
    width,
    height,
  };
}
