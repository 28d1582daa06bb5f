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
const BOX_CENTRE = 1;
const LEFT_EYE = 5;
const RIGHT_EYE = 7;
const MOUTH = 11;
export const NUMBERS_PER_CROP = ANCHOR_CENTRES.length * NUMBERS_PER_ANCHOR;

/** Only anchors so near to the middle of the crop, in fractions of it, speak for the face that it was cut for. */
const MIDDLE_REACH = 0.25;
/** Anchors with at least this share of the best anchor's score are averaged: their mean trembles less than one. */
const BLENDED_SHARE = 0.5;
/** Of a logit, by which the way from score to logit and back may err. */
const ROUNDING = 1e-3;

/**
 * @param numbers the network's raw output for one crop
 * @returns landmarks that are no numbers where nothing in the middle speaks for a face; the presence is 0 then
 */
export function decodeLandmarks(numbers: Float32Array): LocatedLandmarks {
  const presence = bestScore(numbers);
  const voters = votersAbove(numbers, presence * BLENDED_SHARE);
  const blend = (at: number): Point => {
    const sum = { x: 0, y: 0, weight: 0 };
    for (const { index, score } of voters) {
      const point = pointOf(numbers, index, at);
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
  readonly score: number;
}

/** A higher logit is a higher score: only what is kept has its score computed. */
function bestScore(numbers: Float32Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < ANCHOR_CENTRES.length; index++) {
    const logit = numbers[index * NUMBERS_PER_ANCHOR] ?? Number.NaN;
    if (logit > best && isInMiddle(pointOf(numbers, index, BOX_CENTRE))) best = logit;
  }
  return scoreOf(best);
}

function votersAbove(numbers: Float32Array, least: number): Vote[] {
  const votes: Vote[] = [];
  const leastLogit = Math.log(least / (1 - least)) - ROUNDING;
  for (let index = 0; index < ANCHOR_CENTRES.length; index++) {
    const logit = numbers[index * NUMBERS_PER_ANCHOR] ?? Number.NaN;
    // Nearly every anchor sees background.
    if (!(logit >= leastLogit)) continue;
    const score = scoreOf(logit);
    if (score >= least && isInMiddle(pointOf(numbers, index, BOX_CENTRE))) votes.push({ index, score });
  }
  return votes;
}

function scoreOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function pointOf(numbers: Float32Array, index: number, at: number): Point {
  const { x, y } = ANCHOR_CENTRES[index] as Point;
  const place = index * NUMBERS_PER_ANCHOR + at;
  return { x: x + (numbers[place] ?? 0) / INPUT_SIDE, y: y + (numbers[place + 1] ?? 0) / INPUT_SIDE };
}

function isInMiddle({ x, y }: Point): boolean {
  return (x - 0.5) ** 2 + (y - 0.5) ** 2 <= MIDDLE_REACH ** 2;
}
