import { type GraphModel, loadGraphModelSync } from '@tensorflow/tfjs-converter';
import { softmax, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { type CropGeometry, classifierInput } from '../../src/vision/align-face.ts';
import type { ExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import type { Picture, Pipeline } from '../../src/vision/pipeline.ts';
import { cutBoxes } from '../../src/vision/preprocess.ts';
import type { Box, Expression, Scores } from '../../src/vision/types.ts';
import { FACE_API_SIDE, FaceApiNetwork } from '../lib/face-api-network.ts';
import { readHumanEmotion } from '../lib/human-emotion.ts';

/** In the order of the networks' outputs. */
const HUMAN_LABELS = ['anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'neutral'] as const;
const FACE_API_LABELS = ['neutral', 'happiness', 'sadness', 'anger', 'fear', 'disgust', 'surprise'] as const;

/** Gives the scores of the face on a picture; nothing where it finds none. */
export interface FaceReader {
  readonly name: string;
  read(picture: Picture): Promise<Scores | undefined>;
}

/** The largest square in the middle of a picture: what a picture of nothing but a face is taken to be. */
function middleSquare({ pixels: { shape } }: Picture): Box {
  const [height, width] = shape;
  const side = Math.min(height, width);
  return {
    x: (width - side) / (2 * width),
    y: (height - side) / (2 * height),
    width: side / width,
    height: side / height,
  };
}

/** The shipped classifier on pictures that are crops of a face already: its own preparation, and no detection. */
export function shippedOnCrops(name: string, classifier: ExpressionClassifier): FaceReader {
  const { crop } = classifier;
  return {
    name,
    read: async (picture) => {
      const input = tidy(() =>
        classifierInput(cutBoxes(picture.pixels, [middleSquare(picture)], crop.side), crop),
      );
      try {
        return (await classifier.classify(input))[0];
      } finally {
        input.dispose();
      }
    },
  };
}

/** The extension's whole way from a picture to a reading; of several faces the largest counts. */
export function shippedWithDetection(pipeline: Pipeline): FaceReader {
  return {
    name: `${pipeline.models.detector} + ${pipeline.models.classifier}`,
    read: async (picture) => (await pipeline.read([picture]))[0]?.faces[0]?.scores,
  };
}

/** human's `emotion`: 64 x 64, gray, from -1 to 1. */
const HUMAN: CropGeometry = {
  side: 64,
  landmarks: CLASSIFIER.crop.landmarks,
  colour: 'gray',
  mean: [127.5],
  deviation: 127.5,
};

/** The networks of the peers on crops of a face, each prepared as its own library does. */
export function peersOnCrops(): FaceReader[] {
  const human = loadGraphModelSync(readHumanEmotion()) as unknown as GraphModel;
  const faceApi = new FaceApiNetwork('face_expression_model');
  return [
    {
      name: "human's emotion",
      read: (picture) =>
        readCrop(
          picture,
          64,
          HUMAN_LABELS,
          (face) => human.execute(classifierInput(face, HUMAN)) as Tensor2D,
        ),
    },
    {
      name: "face-api's faceExpressionNet",
      read: (picture) =>
        readCrop(picture, FACE_API_SIDE, FACE_API_LABELS, (face) => softmax(faceApi.logits(face))),
    },
  ];
}

async function readCrop(
  picture: Picture,
  side: number,
  labels: readonly Expression[],
  predict: (face: Tensor4D) => Tensor2D,
): Promise<Scores> {
  const output = tidy(() => predict(cutBoxes(picture.pixels, [middleSquare(picture)], side)));
  try {
    const numbers = await output.data();
    return Object.fromEntries(labels.map((label, index) => [label, numbers[index] ?? 0]));
  } finally {
    output.dispose();
  }
}
