import { type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { alignFaces } from '../vision/align-face.ts';
import { CROP_DETAIL, cutFaces } from '../vision/cut-faces.ts';
import { pointInRegion } from '../vision/geometry.ts';
import { CLASSIFIER, LANDMARKS } from '../vision/model-manifest.ts';
import type { FaceToCut } from './look.ts';

/**
 * Cuts faces out of a picture once more, by the functions of the pipeline and with what it has found.
 *
 * @param pixels int32 RGB [height, width, 3] of the picture as the engine reduced it
 * @returns what the classifier got, [faces, side, side, 1]
 */
export function uprightFaces(pixels: Tensor3D, faces: readonly FaceToCut[]): Tensor4D {
  return tidy(() => {
    const crops = cutFaces(
      faces.map(({ region }) => ({ pixels, region })),
      LANDMARKS.inputSide * CROP_DETAIL,
    );
    const landmarks = faces.map(({ region, landmarks: { leftEye, rightEye, mouth } }) => ({
      leftEye: pointInRegion(leftEye, region),
      rightEye: pointInRegion(rightEye, region),
      mouth: pointInRegion(mouth, region),
    }));
    return alignFaces(crops, landmarks, CLASSIFIER.crop);
  });
}
