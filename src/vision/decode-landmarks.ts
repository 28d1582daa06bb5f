import type { Landmarks, Point } from './types.ts';

/** Eyes and mouth in fractions of a crop, and how sure the network is that there is a face: 0 to 1. */
export interface LocatedLandmarks {
  readonly landmarks: Landmarks;
  readonly presence: number;
}

/** BlazeFace looks at 128 x 128 pixels (Bazarevsky et al., "BlazeFace", 2019) in two grids. */
const INPUT_SIDE = 128;
const GRIDS = [
  { cells: 16, anchorsInCell: 2 },
  { cells: 8, anchorsInCell: 6 },
];
const ANCHOR_CENTRES: readonly Point[] = GRIDS.flatMap(({ cells, anchorsInCell }) =>
  Array.from({ length: cells * cells * anchorsInCell }, (_, index) => {
    const cell = Math.floor(index / anchorsInCell);
    return { x: ((cell % cells) + 0.5) / cells, y: (Math.floor(cell / cells) + 0.5) / cells };
  }),
);

/** For each anchor: logit, x, y, width, height, then x and y of six points, of which eyes and mouth are used. */
const NUMBERS_PER_ANCHOR = 17;
const LEFT_EYE = 5;
const RIGHT_EYE = 7;
const MOUTH = 11;
export const NUMBERS_PER_CROP = ANCHOR_CENTRES.length * NUMBERS_PER_ANCHOR;

/** Only anchors so near to the middle of the crop, in fractions of it, speak for the face that it was cut for. */
const MIDDLE_REACH = 0.25;
/** Anchors with at least this share of the best anchor's score are averaged: their mean trembles less than one. */
const BLENDED_SHARE = 0.5;

/**
 * @param numbers the network's raw output for one crop
 * @returns landmarks that are no numbers where nothing in the middle speaks for a face; the presence is 0 then
 */
export function decodeLandmarks(numbers: Float32Array): LocatedLandmarks {
  const presence = bestScore(numbers);
  const voters = votersAbove(numbers, presence * BLENDED_SHARE);
  const blend = (at: number): Point => {
    const sum = { x: 0, y: 0, weight: 0 };
    for (const { index, anchor, score } of voters) {
      const point = pointAt(numbers, index, anchor, at);
      sum.x += point.x * score;
      sum.y += point.y * score;
      sum.weight += score;
    }
    return { x: sum.x / sum.weight, y: sum.y / sum.weight };
  };
  return {
    landmarks: { leftEye: blend(LEFT_EYE), rightEye: blend(RIGHT_EYE), mouth: blend(MOUTH) },
    presence,
  };
}

interface Vote {
  readonly index: number;
  readonly anchor: Point;
  readonly score: number;
}

/** Nearly every anchor has a low score, and is passed over without a look at where its box lies. */
function bestScore(numbers: Float32Array): number {
  let best = 0;
  for (const [index, anchor] of ANCHOR_CENTRES.entries()) {
    const score = scoreAt(numbers, index);
    if (score > best && isInMiddle(pointAt(numbers, index, anchor, 1))) best = score;
  }
  return best;
}

function votersAbove(numbers: Float32Array, least: number): Vote[] {
  const votes: Vote[] = [];
  for (const [index, anchor] of ANCHOR_CENTRES.entries()) {
    const score = scoreAt(numbers, index);
    if (score >= least && isInMiddle(pointAt(numbers, index, anchor, 1)))
      votes.push({ index, anchor, score });
  }
  return votes;
}

function scoreAt(numbers: Float32Array, index: number): number {
  return 1 / (1 + Math.exp(-(numbers[index * NUMBERS_PER_ANCHOR] ?? 0)));
}

function pointAt(numbers: Float32Array, index: number, anchor: Point, at: number): Point {
  const place = index * NUMBERS_PER_ANCHOR + at;
  return {
    x: anchor.x + (numbers[place] ?? 0) / INPUT_SIDE,
    y: anchor.y + (numbers[place + 1] ?? 0) / INPUT_SIDE,
  };
}

function isInMiddle(point: Point): boolean {
  return Math.hypot(point.x - 0.5, point.y - 0.5) <= MIDDLE_REACH;
}
