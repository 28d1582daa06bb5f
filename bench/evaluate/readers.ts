import { squareAround } from '../../src/vision/cut-faces.ts';
import type { Picture, Pipeline } from '../../src/vision/pipeline.ts';
import type { Box, Scores } from '../../src/vision/types.ts';
import type { Fer2013Head } from './fer2013-head.ts';
import { type Framing, withInput } from './framing.ts';

/** What a network says of a face. */
export interface Answer {
  readonly scores: Scores;
  /** What its second head says, which learned FER2013's own labels; no part of a reading in the product. */
  readonly fer2013?: Scores | undefined;
}

/** Reads the face on a picture; answers nothing where it finds none. */
export interface FaceReader {
  readonly model: string;
  /** What is made of a picture before the network sees it. */
  readonly preparation: string;
  read(picture: Picture): Promise<Answer | undefined>;
}

/** The shipped classifier on pictures that are crops of a face already: no detection. */
export function shippedOnCrops(
  { models, networks }: Pipeline,
  head: Fer2013Head,
  framing: Framing,
): FaceReader {
  return {
    model: models.classifier,
    preparation: framing === 'aligned' ? 'crops aligned by eyes and mouth' : 'crops as they were cut',
    read: (picture) =>
      withInput(picture, networks, framing, async (input) => ({
        scores: (await networks.classifier.classify(input))[0] ?? {},
        fer2013: await head.scores(input),
      })),
  };
}

/** A face is cut this much wider than its box: so wide are FER2013's faces, of which all networks here learned. */
const ROOM_AROUND_BOX = 1.17;

/** The square of a picture's largest face, as the extension finds it. */
export async function squareOfFace(pipeline: Pipeline, picture: Picture): Promise<Box | undefined> {
  const box = (await pipeline.read([picture]))[0]?.faces[0]?.box;
  return box && squareAround(box, ROOM_AROUND_BOX, picture.pixels.shape);
}

/** The extension's whole way from a picture to a reading; of several faces the largest counts. */
export function shippedWithDetection(pipeline: Pipeline): FaceReader {
  return {
    model: pipeline.models.classifier,
    preparation: `faces found by ${pipeline.models.detector} and aligned by eyes and mouth`,
    read: async (picture) => {
      const face = (await pipeline.read([picture]))[0]?.faces[0];
      return face && { scores: face.scores };
    },
  };
}
