import {
  avgPool,
  concat,
  div,
  engine,
  getBackend,
  image,
  mul,
  type NamedAttrMap,
  slice,
  sub,
  sum,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import type { Landmarks, Point } from './types.ts';

/** What a classifier wants to see: where eyes and mouth lie in its input, and what its numbers mean. */
export interface CropGeometry {
  /** Side of the square input in pixels. */
  readonly side: number;
  /** Where eyes and mouth are brought, in fractions of the input. */
  readonly landmarks: Landmarks;
  readonly colour: 'gray' | 'rgb';
  /** The input is (pixel - mean) / deviation with pixels from 0 to 255; one mean for each channel. */
  readonly mean: readonly number[];
  readonly deviation: number;
}

/** The name of our own kernel that does all of it for gray crops (`kernels/faces.ts`). */
export const TURN_GRAY = 'TurnGray';

/** Each output pixel is the mean of so many samples along a side: one alone would skip pixels of a large face. */
const SAMPLES = 2;
/** ITU-R BT.601. */
const LUMA = [0.299, 0.587, 0.114];

/**
 * Turns, shifts and scales each face so that its eyes and mouth lie where the classifier wants them.
 *
 * @param crops [faces, side, side, 3], 0 to 255, each with room around its face; gray ones, [faces, side, side, 1], for a gray
 * classifier where our own kernels run
 * @param landmarks of each face, in fractions of its crop
 * @returns [faces, geometry.side, geometry.side, 1 or 3], normalised as the geometry says
 */
export function alignFaces(
  crops: Tensor4D,
  landmarks: readonly Landmarks[],
  geometry: CropGeometry,
): Tensor4D {
  const side = geometry.side * SAMPLES;
  const rows = landmarks.map((points) =>
    samplingRow(fitSimilarity(geometry.landmarks, points), side, crops.shape[1]),
  );
  if (crops.shape[3] === 1) return turnGray(crops, rows, geometry);
  return tidy(() => {
    const sampled = sampleAll(crops, rows, side);
    return classifierInput(avgPool(sampled, SAMPLES, SAMPLES, 'valid'), geometry);
  });
}

function turnGray(crops: Tensor4D, maps: number[][], { side, mean, deviation }: CropGeometry): Tensor4D {
  const [middle = 0] = mean;
  const attributes = { maps, side, scale: 1 / deviation, offset: -middle / deviation };
  return engine().runKernel(TURN_GRAY, { crops }, attributes as unknown as NamedAttrMap) as Tensor4D;
}

/**
 * Gives upright crops the colours and the numbers that a classifier wants.
 *
 * @param upright [faces, geometry.side, geometry.side, 3], 0 to 255
 * @returns [faces, geometry.side, geometry.side, 1 or 3]
 */
export function classifierInput(upright: Tensor4D, { colour, mean, deviation }: CropGeometry): Tensor4D {
  return tidy(() => {
    const channels = colour === 'gray' ? (sum(mul(upright, LUMA), 3, true) as Tensor4D) : upright;
    return div(sub(channels, [...mean]), deviation);
  });
}

/** The CPU kernel of tfjs 4.22 returns out of its loop after the first picture of a batch: there each goes alone. */
function sampleAll(crops: Tensor4D, rows: readonly number[][], side: number): Tensor4D {
  const sample = (some: Tensor4D, theirRows: readonly number[][]) =>
    image.transform(some, [...theirRows], 'bilinear', 'nearest', 0, [side, side]);
  if (getBackend() !== 'cpu') return sample(crops, rows);
  return concat(rows.map((row, index) => sample(slice(crops, [index, 0, 0, 0], [1, -1, -1, -1]), [row])));
}

/** x' = cosine x - sine y + x0, y' = sine x + cosine y + y0: turning, even scaling and shifting. */
export interface Similarity {
  readonly cosine: number;
  readonly sine: number;
  readonly x0: number;
  readonly y0: number;
}

/**
 * The similarity that takes `from` as near as possible to `to`, in least squares (Umeyama, "Least-squares estimation
 * of transformation parameters between two point patterns", 1991). With the mouth as third point a face turned
 * sideways, whose eyes come together, is not blown up.
 */
export function fitSimilarity(from: Landmarks, to: Landmarks): Similarity {
  const pairs = ([from.leftEye, from.rightEye, from.mouth] as const).map(
    (point, index) => [point, [to.leftEye, to.rightEye, to.mouth][index] as Point] as const,
  );
  const fromMean = mean(pairs.map(([point]) => point));
  const toMean = mean(pairs.map(([, point]) => point));
  let along = 0;
  let across = 0;
  let spread = 0;
  for (const [a, b] of pairs) {
    const [ax, ay, bx, by] = [a.x - fromMean.x, a.y - fromMean.y, b.x - toMean.x, b.y - toMean.y];
    along += ax * bx + ay * by;
    across += ax * by - ay * bx;
    spread += ax * ax + ay * ay;
  }
  const cosine = along / spread;
  const sine = across / spread;
  return {
    cosine,
    sine,
    x0: toMean.x - cosine * fromMean.x + sine * fromMean.y,
    y0: toMean.y - sine * fromMean.x - cosine * fromMean.y,
  };
}

function mean(points: readonly Point[]): Point {
  return {
    x: points.reduce((total, point) => total + point.x, 0) / points.length,
    y: points.reduce((total, point) => total + point.y, 0) / points.length,
  };
}

/** A row of `image.transform`: from the index of an output pixel to the index of a crop's pixel, both at centres. */
function samplingRow({ cosine, sine, x0, y0 }: Similarity, outputSide: number, cropSide: number): number[] {
  const scale = cropSide / outputSide;
  const x = x0 * cropSide - 0.5 + 0.5 * scale * (cosine - sine);
  const y = y0 * cropSide - 0.5 + 0.5 * scale * (sine + cosine);
  return [cosine * scale, -sine * scale, x, sine * scale, cosine * scale, y, 0, 0];
}
