import { type Tensor, type Tensor3D, tidy } from '@tensorflow/tfjs-core';
import { alignFaces } from './align-face.ts';
import { CLASSIFIER, DETECTOR, LANDMARKS } from './model-manifest.ts';
import { pixelsOf } from './packed-pixels.ts';
import type { Networks, Pipeline } from './pipeline.ts';
import { cutBoxes, SIGNED } from './preprocess.ts';

/** A backend whose answers lie further from the stored ones is not trusted. */
const TOLERANCE = 1e-3;

/** FaceBoxes takes any multiple of 128: the smallest costs a sixteenth of the usual. */
const DETECTOR_SIDE = 128;
const PICTURE = { width: 145, height: 135 };
/** Reaches beyond the picture, and for the classifier it is halved before it is cut: all of the cutting is tried. */
const REGION = { x: -0.2, y: -0.3, width: 1.4, height: 1.6 };
/** Tilted, so that the turning is tried; two, because a backend may be right about the first of a batch alone. */
const FACES = [
  { leftEye: { x: 0.4, y: 0.35 }, rightEye: { x: 0.62, y: 0.45 }, mouth: { x: 0.44, y: 0.62 } },
  { leftEye: { x: 0.3, y: 0.45 }, rightEye: { x: 0.6, y: 0.4 }, mouth: { x: 0.48, y: 0.7 } },
];
const CROP_SIDE = 64;
const SAMPLES = 6;

/** A few numbers that stand for the output of each network on the known input, each near 1 or less. */
export interface Fingerprints {
  readonly detector: readonly number[];
  readonly landmarks: readonly number[];
  readonly classifier: readonly number[];
}

/**
 * Runs the real networks, and the cutting and aligning before them, on a small picture made by arithmetic. Throws,
 * with a reason that a person can read, when an output differs from the stored one by more than 1e-3: a GPU shader
 * that does not compile gives plausible wrong numbers and no error.
 */
export async function checkKnownAnswer({ networks }: Pick<Pipeline, 'networks'>): Promise<void> {
  const found = await fingerprints(networks);
  compare('face detector', found.detector, DETECTOR.knownAnswer);
  compare('landmark network', found.landmarks, LANDMARKS.knownAnswer);
  compare('expression classifier', found.classifier, CLASSIFIER.knownAnswer);
}

/** What the networks answer to the known input on the active backend. */
export async function fingerprints({ detector, landmarks, classifier }: Networks): Promise<Fingerprints> {
  const picture = knownPicture();
  try {
    return {
      detector: await fingerprint(10, () =>
        detector.predict(cutBoxes(picture, [REGION], DETECTOR_SIDE, SIGNED)),
      ),
      landmarks: await fingerprint(100, () =>
        landmarks.predict(cutBoxes(picture, [REGION], landmarks.inputSide, SIGNED)),
      ),
      classifier: await fingerprint(1, () =>
        classifier.predict(
          alignFaces(cutBoxes(picture, [REGION, REGION], CROP_SIDE), FACES, classifier.crop),
        ),
      ),
    };
  } finally {
    picture.dispose();
  }
}

/** Two soft waves: every pixel differs from its neighbours, and no value lies on the edge of another. */
function knownPicture(): Tensor3D {
  const { width, height } = PICTURE;
  const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) => {
    const channel = index % 4;
    const x = Math.floor(index / 4) % width;
    const y = Math.floor(index / (4 * width));
    return channel === 3
      ? 255
      : Math.round(128 + 70 * Math.sin(x / (5 + channel)) + 50 * Math.cos(y / (4 - channel)));
  });
  return pixelsOf(rgba, PICTURE);
}

/** @param unit the size of the output's numbers, by which they are divided */
async function fingerprint(unit: number, run: () => Tensor): Promise<number[]> {
  const output = tidy(run);
  try {
    const numbers = [...(await output.data())].map((number) => number / unit);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const samples = Array.from(
      { length: SAMPLES },
      (_, index) => numbers[Math.floor(((index + 0.5) / SAMPLES) * numbers.length)] ?? Number.NaN,
    );
    return [mean(numbers), mean(numbers.map(Math.abs)), ...samples];
  } finally {
    output.dispose();
  }
}

function compare(what: string, found: readonly number[], expected: readonly number[]): void {
  for (const [index, value] of expected.entries()) {
    const answer = found[index] ?? Number.NaN;
    if (!(Math.abs(answer - value) <= TOLERANCE)) {
      throw new Error(`The ${what} gives wrong answers here: ${answer} instead of ${value}.`);
    }
  }
}
