import type { Box, Landmarks } from './types.ts';

/** Fitted to 66 faces that were boxed by hand; `npm exec -- node bench/accuracy/detector.ts` prints how well it fits. */
const SIDE_IN_SPANS = 2.3;
/** Length that the line from the eyes to the mouth has beside that between the eyes, as seen from the front. */
const EYES_TO_MOUTH = 0.9;

/**
 * The square around a face, tight from brow to chin. A face turned aside keeps its size: of the two spans, between the
 * eyes and from eyes to mouth, the less foreshortened one counts.
 *
 * @param landmarks in units that are equally long in x and y
 */
export function faceBox({ leftEye, rightEye, mouth }: Landmarks): Box {
  const eyes = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const between = Math.hypot(rightEye.x - leftEye.x, rightEye.y - leftEye.y);
  const below = Math.hypot(mouth.x - eyes.x, mouth.y - eyes.y);
  const side = SIDE_IN_SPANS * Math.max(between, EYES_TO_MOUTH * below);
  return {
    x: (eyes.x + mouth.x) / 2 - side / 2,
    y: (eyes.y + mouth.y) / 2 - side / 2,
    width: side,
    height: side,
  };
}
