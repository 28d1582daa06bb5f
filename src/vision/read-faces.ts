import type { Tensor4D } from '@tensorflow/tfjs-core';
import { alignFaces } from './align-face.ts';
import type { BatchRules } from './batch-limits.ts';
import type { FaceToCut } from './cut-faces.ts';
import type { LocatedLandmarks } from './decode-landmarks.ts';
import { type ExpressionClassifier, topExpression } from './expression-classifier.ts';
import { faceBox } from './face-box.ts';
import { toFaceCrops } from './face-crops.ts';
import { cutForNetworks } from './face-cuts.ts';
import { boxInPicture, pointInPicture } from './geometry.ts';
import type { LandmarkNetwork } from './landmark-network.ts';
import type { StageClock } from './stage-clock.ts';
import type { Face, FaceCrop, Landmarks, Scores } from './types.ts';

/** The region is the square around what the detector found. */
const FOUND = { x: 0.5, y: 0.5 };

/** A candidate of the detector, with the square that is to be cut around it. */
export interface FaceToRead extends FaceToCut {
  readonly detectionConfidence: number;
}

export interface FaceNetworks {
  readonly landmarks: LandmarkNetwork;
  readonly classifier: ExpressionClassifier;
}

/**
 * Cuts, aligns and classifies a batch of candidates, of one or several pictures.
 *
 * @param rules by which faces that are looked at twice go through the classifier
 * @param seen where it is given, is filled with what the classifier got of each face
 * @returns for each candidate its face, or `undefined` where the landmark network sees none
 */
export async function readFaces(
  candidates: readonly FaceToRead[],
  { landmarks, classifier }: FaceNetworks,
  rules: BatchRules,
  clock: StageClock,
  seen?: Map<Face, FaceCrop>,
): Promise<(Face | undefined)[]> {
  const isGray = classifier.crop.colour === 'gray';
  const { small, large } = cutForNetworks(candidates, landmarks.inputSide, isGray);
  try {
    const located = await clock.time('align', () => landmarks.locate(small));
    const points = located.map((face) => face.landmarks);
    const { scores, uprights } = await clock.time('classify', () =>
      classify(large, points, classifier, rules, seen !== undefined),
    );
    return candidates.map((candidate, index) => {
      const face = describe(candidate, located[index], scores[index], { landmarks, classifier });
      const upright = uprights[index];
      if (face && upright) seen?.set(face, upright);
      return face;
    });
  } finally {
    small.dispose();
    large.dispose();
  }
}

async function classify(
  crops: Tensor4D,
  landmarks: readonly Landmarks[],
  classifier: ExpressionClassifier,
  rules: BatchRules,
  isSeen: boolean,
): Promise<{ readonly scores: readonly Scores[]; readonly uprights: readonly FaceCrop[] }> {
  const upright = alignFaces(crops, landmarks, classifier.crop);
  try {
    const [scores, uprights] = await Promise.all([
      classifier.classify(upright, rules),
      isSeen ? toFaceCrops(upright, classifier.crop) : [],
    ]);
    return { scores, uprights };
  } finally {
    upright.dispose();
  }
}

function describe(
  { region, detectionConfidence }: FaceToRead,
  located: LocatedLandmarks | undefined,
  scores: Scores | undefined,
  networks: FaceNetworks,
): Face | undefined {
  if (!located || !scores || !(located.presence >= networks.landmarks.leastPresence)) return undefined;
  const { leftEye, rightEye, mouth } = located.landmarks;
  return {
    box: boxInPicture(faceBox(located.landmarks, FOUND), region),
    region,
    landmarks: {
      leftEye: pointInPicture(leftEye, region),
      rightEye: pointInPicture(rightEye, region),
      mouth: pointInPicture(mouth, region),
    },
    detectionConfidence,
    scores,
    ...topExpression(scores, networks.classifier.leastConfidence),
  };
}
