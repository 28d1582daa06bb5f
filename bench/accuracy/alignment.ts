/**
 * Shows what alignment and anti-aliasing are worth to the classifier:
 *
 *     npm exec -- node bench/accuracy/alignment.ts ../shared/data/fer2013 ../shared/data/photos
 *
 * 1. Every ninth face of PublicTest, enlarged to 480 pixels with the noise of a dim photo, reduced as the product does
 *    and by one bilinear tap for each pixel.
 * 2. The faces of the photos, turned by 20 degrees: how often is the label that of the face as it was?
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  add,
  avgPool,
  clipByValue,
  image,
  mul,
  randomNormal,
  squeeze,
  type Tensor3D,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { alignFaces, classifierInput } from '../../src/vision/align-face.ts';
import { cutFaces, squareAround } from '../../src/vision/cut-faces.ts';
import { topExpression } from '../../src/vision/expression-classifier.ts';
import { loadPipeline } from '../../src/vision/pipeline.ts';
import { cutBoxes, inRange, SIGNED } from '../../src/vision/preprocess.ts';
import type { Box, Expression, Landmarks, Point } from '../../src/vision/types.ts';
import { FACE_SIDE, type LabelledFace, readFer2013 } from '../lib/fer2013.ts';
import { startBackend } from '../lib/node-backend.ts';
import { readPicture } from '../lib/pictures.ts';

const LARGE_SIDE = 480;
const NOISE = 40;
const CROP_SIDE = 256;
/** The tile with room around it, as the product cuts a face. */
const ROOM: Box = { x: -0.3, y: -0.3, width: 1.6, height: 1.6 };

const [data = '../shared/data/fer2013', photos = '../shared/data/photos'] = process.argv.slice(2);
await startBackend('wasm');
const { networks } = await loadPipeline(readModelFile, 'wasm');
const { crop } = networks.classifier;
await compareReductions();
await compareTurns();

async function compareReductions(): Promise<void> {
  const faces = (await readFer2013(data, 'PublicTest')).filter(
    ({ ferPlus }, index) => index % 9 === 0 && ferPlus,
  );
  let [once, averaged] = [0, 0];
  for (const [seed, face] of faces.entries()) {
    const large = enlarged(face, seed);
    const oneTap = tidy(() =>
      classifierInput(image.resizeBilinear(large, [crop.side, crop.side], false, true), crop),
    );
    const aligned = tidy(() =>
      alignFaces(cutBoxes(withoutBatch(large), [ROOM], CROP_SIDE), [inRoom(crop.landmarks)], crop),
    );
    if ((await label(oneTap)) === face.ferPlus) once += 1;
    if ((await label(aligned)) === face.ferPlus) averaged += 1;
    large.dispose();
  }
  const share = (hits: number) => `${((100 * hits) / faces.length).toFixed(1)} %`;
  console.log(
    `Noisy faces of ${LARGE_SIDE} pixels (${faces.length}), right: one tap ${share(once)}, as the product ${share(averaged)}`,
  );
}

async function compareTurns(): Promise<void> {
  const same = { turnedBack: 0, asItIs: 0, of: 0 };
  for (const name of (await readdir(photos)).filter((file) => /^2.*\.jpg$/.test(file))) {
    const { pixels } = await readPicture(join(photos, name));
    const [candidates = []] = await networks.detector.detect([pixels]);
    for (const { box } of candidates) {
      const region = squareAround(box, networks.landmarks.roomAround * 1.5, pixels.shape);
      const around = cutFaces([{ pixels, region }], CROP_SIDE * 2);
      const upright = turned(around, 0);
      const points = await locate(upright);
      const expected = await label(alignFaces(upright, [points], crop));
      upright.dispose();
      for (const degrees of [-20, 20]) {
        const tilted = turned(around, degrees);
        same.of += 1;
        if ((await label(alignFaces(tilted, [await locate(tilted)], crop))) === expected)
          same.turnedBack += 1;
        if ((await label(alignFaces(tilted, [points], crop))) === expected) same.asItIs += 1;
        tilted.dispose();
      }
      around.dispose();
    }
    pixels.dispose();
  }
  console.log(
    `Faces turned by 20 degrees (${same.of}), same label: aligned ${same.turnedBack}, not aligned ${same.asItIs}`,
  );
}

function enlarged(face: LabelledFace, seed: number): Tensor4D {
  return tidy(() => {
    const tile: Tensor4D = tensor4d(Float32Array.from(face.pixels), [1, FACE_SIDE, FACE_SIDE, 1]);
    const large = image.grayscaleToRGB(image.resizeBilinear(tile, [LARGE_SIDE, LARGE_SIDE], false, true));
    const noise = mul(randomNormal(large.shape, 0, 1, 'float32', seed), NOISE);
    return clipByValue(add(large, noise) as Tensor4D, 0, 255);
  });
}

/** The middle of a crop that is twice as large, turned. */
function turned(around: Tensor4D, degrees: number): Tensor4D {
  const scale = (CROP_SIDE * 2) / 1.5 / CROP_SIDE;
  const cosine = scale * Math.cos((degrees * Math.PI) / 180);
  const sine = scale * Math.sin((degrees * Math.PI) / 180);
  const [middle, from] = [CROP_SIDE - 0.5, (CROP_SIDE - 1) / 2];
  const row = [
    cosine,
    -sine,
    middle - (cosine - sine) * from,
    sine,
    cosine,
    middle - (sine + cosine) * from,
    0,
    0,
  ];
  return image.transform(around, [row], 'bilinear', 'nearest', 0, [CROP_SIDE, CROP_SIDE]);
}

async function locate(crops: Tensor4D): Promise<Landmarks> {
  const reduced = tidy(() => inRange(avgPool(crops, 2, 2, 'valid'), SIGNED));
  const [located] = await networks.landmarks.locate(reduced);
  reduced.dispose();
  return located?.landmarks ?? crop.landmarks;
}

/** Disposes its input. */
async function label(input: Tensor4D): Promise<Expression> {
  const [scores = {}] = await networks.classifier.classify(input);
  input.dispose();
  return topExpression(scores, 0).expression;
}

function inRoom({ leftEye, rightEye, mouth }: Landmarks): Landmarks {
  const place = ({ x, y }: Point) => ({ x: (x - ROOM.x) / ROOM.width, y: (y - ROOM.y) / ROOM.height });
  return { leftEye: place(leftEye), rightEye: place(rightEye), mouth: place(mouth) };
}

function withoutBatch(pictures: Tensor4D): Tensor3D {
  return squeeze(pictures, [0]);
}
