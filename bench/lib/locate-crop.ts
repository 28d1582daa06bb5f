import { avgPool, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { CROP_DETAIL, cutFaces, squareAround } from '../../src/vision/cut-faces.ts';
import type { LocatedLandmarks } from '../../src/vision/decode-landmarks.ts';
import { faceBox } from '../../src/vision/face-box.ts';
import { boxInPicture } from '../../src/vision/geometry.ts';
import type { LandmarkNetwork } from '../../src/vision/landmark-network.ts';
import { inRange, SIGNED } from '../../src/vision/preprocess.ts';
import type { Box } from '../../src/vision/types.ts';

const WHOLE: Box = { x: 0, y: 0, width: 1, height: 1 };
/** The first look is at the whole picture, the next at the face that the first one saw. */
const LOOKS = 2;
/** A look that is less sure of a face is not trusted to say where it is. */
const LEAST_PRESENCE = 0.3;

/** What the landmark network sees in a square of a picture; the landmarks are in fractions of the square. */
export interface Look extends LocatedLandmarks {
  /** In fractions of the picture. */
  readonly region: Box;
}

/**
 * The square in which the product would seek eyes and mouth, on pictures of little more than a face: the landmark network
 * stands in for the detector, so that a tight crop and a loose one come to the same geometry.
 */
export async function regionsOnCrops(
  pictures: readonly Tensor3D[],
  landmarks: LandmarkNetwork,
): Promise<Box[]> {
  let boxes: readonly Box[] = pictures.map(() => WHOLE);
  for (let look = 0; look < LOOKS; look++) {
    const seen = await lookAt(pictures, squaresAround(pictures, boxes, landmarks), landmarks);
    boxes = seen.map(({ region, presence, landmarks: points }, index) =>
      presence < LEAST_PRESENCE ? (boxes[index] ?? WHOLE) : boxInPicture(faceBox(points), region),
    );
  }
  return squaresAround(pictures, boxes, landmarks);
}

/** Eyes and mouth in one region of each picture. */
export async function lookAt(
  pictures: readonly Tensor3D[],
  regions: readonly Box[],
  landmarks: LandmarkNetwork,
): Promise<Look[]> {
  const faces = pictures.map((pixels, index) => ({ pixels, region: regions[index] ?? WHOLE }));
  const cut = cutFaces(faces, landmarks.inputSide * CROP_DETAIL);
  const reduced = tidy(() => inRange(avgPool(cut, CROP_DETAIL, CROP_DETAIL, 'valid'), SIGNED));
  cut.dispose();
  try {
    const located = await landmarks.locate(reduced);
    return located.map((each, index) => ({ ...each, region: regions[index] ?? WHOLE }));
  } finally {
    reduced.dispose();
  }
}

function squaresAround(
  pictures: readonly Tensor3D[],
  boxes: readonly Box[],
  { roomAround }: LandmarkNetwork,
): Box[] {
  return pictures.map(({ shape }, index) => squareAround(boxes[index] ?? WHOLE, roomAround, shape));
}
