import { type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { alignFaces, classifierInput } from '../../src/vision/align-face.ts';
import { CROP_DETAIL, cutFaces } from '../../src/vision/cut-faces.ts';
import type { Networks, Picture } from '../../src/vision/pipeline.ts';
import { cutBoxes } from '../../src/vision/preprocess.ts';
import type { Box } from '../../src/vision/types.ts';
import { lookAt, regionsOnCrops } from '../lib/locate-crop.ts';

/**
 * What is made of a crop whose framing nobody knows. `aligned`: eyes and mouth are brought to their places, as in the
 * product; where no face is seen clearly, the crop is taken as it is. `as-cut`: its middle square is taken as it is.
 */
export type Framing = 'aligned' | 'as-cut';

/** The largest square in the middle of a picture. */
export function middleSquare({ pixels: { shape } }: Picture): Box {
  const [height, width] = shape;
  const side = Math.min(height, width);
  return {
    x: (width - side) / (2 * width),
    y: (height - side) / (2 * height),
    width: side / width,
    height: side / height,
  };
}

/** Works with the classifier's input [1, side, side, 1] for a picture of a face, and disposes it. */
export async function withInput<Result>(
  picture: Picture,
  networks: Networks,
  framing: Framing,
  work: (input: Tensor4D) => Promise<Result>,
): Promise<Result> {
  const aligned = framing === 'aligned' ? await alignedInput(picture, networks) : undefined;
  const input = aligned ?? inputAsCut(picture, networks);
  try {
    return await work(input);
  } finally {
    input.dispose();
  }
}

async function alignedInput(
  { pixels }: Picture,
  { landmarks, classifier }: Networks,
): Promise<Tensor4D | undefined> {
  const regions = await regionsOnCrops([pixels], landmarks);
  const [look] = await lookAt([pixels], regions, landmarks);
  if (!look || look.presence < landmarks.leastPresence) return undefined;
  return tidy(() => {
    const crop = cutFaces([{ pixels, region: look.region }], landmarks.inputSide * CROP_DETAIL);
    return alignFaces(crop, [look.landmarks], classifier.crop);
  });
}

function inputAsCut(picture: Picture, { classifier: { crop } }: Networks): Tensor4D {
  return tidy(() => classifierInput(cutBoxes(picture.pixels, [middleSquare(picture)], crop.side), crop));
}
