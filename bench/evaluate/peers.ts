import { type GraphModel, loadGraphModelSync } from '@tensorflow/tfjs-converter';
import { softmax, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { type CropGeometry, classifierInput } from '../../src/vision/align-face.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import type { Picture } from '../../src/vision/pipeline.ts';
import { cutBoxes } from '../../src/vision/preprocess.ts';
import type { Box, Expression } from '../../src/vision/types.ts';
import { FACE_API_SIDE, FaceApiNetwork } from '../lib/face-api-network.ts';
import { readHumanEmotion } from '../lib/human-emotion.ts';
import { middleSquare } from './framing.ts';
import type { Answer, FaceReader } from './readers.ts';

/** In the order of the networks' outputs. */
const HUMAN_LABELS = ['anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'neutral'] as const;
const FACE_API_LABELS = ['neutral', 'happiness', 'sadness', 'anger', 'fear', 'disgust', 'surprise'] as const;

/** human's `emotion`: 64 x 64, gray, from -1 to 1. */
const HUMAN: CropGeometry = {
  side: 64,
  landmarks: CLASSIFIER.crop.landmarks,
  colour: 'gray',
  mean: [127.5],
  deviation: 127.5,
};

/** Says where on a picture the face is; nothing where there is none. */
export type PlaceOfFace = (picture: Picture) => Promise<Box | undefined>;

/**
 * The networks of the peers on crops of a face, each prepared as its own library does.
 *
 * @param placeOf by default pictures are taken for crops, whose middle square is the face
 */
export function peersOnCrops(placeOf: PlaceOfFace = async (picture) => middleSquare(picture)): FaceReader[] {
  const human = loadGraphModelSync(readHumanEmotion()) as unknown as GraphModel;
  const faceApi = new FaceApiNetwork('face_expression_model');
  return [
    {
      model: "human's emotion",
      preparation: '64 x 64, gray',
      read: async (picture) =>
        readCrop(
          picture,
          await placeOf(picture),
          HUMAN.side,
          HUMAN_LABELS,
          (face) => human.execute(classifierInput(face, HUMAN)) as Tensor2D,
        ),
    },
    {
      model: "face-api's faceExpressionNet",
      preparation: '112 x 112, colour',
      read: async (picture) =>
        readCrop(picture, await placeOf(picture), FACE_API_SIDE, FACE_API_LABELS, (face) =>
          softmax(faceApi.logits(face)),
        ),
    },
  ];
}

async function readCrop(
  { pixels }: Picture,
  place: Box | undefined,
  side: number,
  labels: readonly Expression[],
  predict: (face: Tensor4D) => Tensor2D,
): Promise<Answer | undefined> {
  if (!place) return undefined;
  const output = tidy(() => predict(cutBoxes(pixels, [place], side)));
  try {
    const numbers = await output.data();
    return { scores: Object.fromEntries(labels.map((label, index) => [label, numbers[index] ?? 0])) };
  } finally {
    output.dispose();
  }
}
