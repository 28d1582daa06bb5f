import type { Box, Landmarks, Point } from './types.ts';

/** Fitted to 66 faces that were boxed by hand; `npm exec -- node bench/accuracy/detector.ts` prints how well it fits. */
const SIDE_IN_SPANS = 2.3;
/** Length that the line from the eyes to the mouth has beside that between the eyes, as seen from the front. */
const EYES_TO_MOUTH = 0.9;
/**
 * Eyes and mouth of a face turned aside lie on the side that it looks to, up to its outline; what the detector found lies
 * on the other side of its middle, with the hair. Fitted to the same faces.
 */
const SHARE_OF_FOUND = 0.5;

/**
 * The square around a face, tight from brow to chin. A face turned aside keeps its size: of the two spans, between the
 * eyes and from eyes to mouth, the less foreshortened one counts.
 *
 * @param landmarks in units that are equally long in x and y
 * @param found the middle of what a detector found, in the same units; where there is none, eyes and mouth alone count
 */
export function faceBox({ leftEye, rightEye, mouth }: Landmarks, found?: Point): Box {
  const eyes = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const between = Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y);
  const below = Math.hypot(mouth.x - eyes.x, mouth.y - eyes.y);
  const side = SIDE_IN_SPANS * Math.max(between, EYES_TO_MOUTH * below);
  const middle = { x: (eyes.x + mouth.x) / 2, y: (eyes.y + mouth.y) / 2 };
  const aside = found ? SHARE_OF_FOUND * across(eyes, mouth, middle, found) : 0;
  const length = below || 1;
  return {
    x: middle.x + (aside * (mouth.y - eyes.y)) / length - side / 2,
    y: middle.y - (aside * (mouth.x - eyes.x)) / length - side / 2,
    width: side,
    height: side,
  };
}

/** How far `to` lies from `from`, square to the line from the eyes to the mouth; to the right of an upright face is positive. */
function across(eyes: Point, mouth: Point, from: Point, to: Point): number {
  const [downX, downY] = [mouth.x - eyes.x, mouth.y - eyes.y];
  const length = Math.hypot(downX, downY) || 1;
  return ((to.x - from.x) * downY - (to.y - from.y) * downX) / length;
}
