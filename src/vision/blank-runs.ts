import { type Tensor3D, zeros } from '@tensorflow/tfjs-core';
import type { BatchRules } from './batch-limits.ts';
import type { FaceDetector } from './face-detector.ts';
import { type FaceNetworks, readFaces } from './read-faces.ts';
import { StageClock } from './stage-clock.ts';

/** Passes of nothing at all through the networks, to have a backend compile what it needs and to time it. */

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/** Looks for faces in so many blank pictures, in one call. */
export async function detectBlank(detector: FaceDetector, pictures: number): Promise<void> {
  await withBlank((blank) => detector.detect(Array.from({ length: pictures }, () => blank)));
}

/**
 * Reads so many faces of a blank picture, in one call.
 *
 * @param rules by which those that are looked at twice go through the classifier
 */
export async function readBlank(networks: FaceNetworks, faces: number, rules: BatchRules): Promise<void> {
  await withBlank((pixels) => {
    const batch = Array.from({ length: faces }, () => ({ pixels, region: WHOLE, detectionConfidence: 0 }));
    return readFaces(batch, networks, { ...rules, most: faces }, new StageClock());
  });
}

async function withBlank(use: (blank: Tensor3D) => Promise<unknown>): Promise<void> {
  const blank: Tensor3D = zeros([64, 64, 3], 'int32');
  try {
    await use(blank);
  } finally {
    blank.dispose();
  }
}
