/**
 * What our own kernels win over those of tfjs, in Node on one thread: the least time of many runs of each network and of each
 * step between them, before and after the kernels are put in place. `npm run bench:kernels -- [RUNS]`.
 */
import { randomUniform, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { alignFaces } from '../../src/vision/align-face.ts';
import { loadExpressionClassifier } from '../../src/vision/expression-classifier.ts';
import { cutForNetworks } from '../../src/vision/face-cuts.ts';
import { loadFaceDetector } from '../../src/vision/face-detector.ts';
import { useFastKernels } from '../../src/vision/kernels/use-fast-kernels.ts';
import { loadLandmarkNetwork } from '../../src/vision/landmark-network.ts';
import { CLASSIFIER, DETECTOR, LANDMARKS } from '../../src/vision/model-manifest.ts';
import { pixelsOf } from '../../src/vision/packed-pixels.ts';
import { cutBoxes, SIGNED } from '../../src/vision/preprocess.ts';
import { startBackend } from '../lib/node-backend.ts';

const FACES = 4;
const PHOTO = { width: 500, height: 375 };
const INPUT = { width: 512, height: 384 };
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
const REGION = { x: 0.3, y: 0.2, width: 0.24, height: 0.32 };
const LANDMARKS_OF_FACE = {
  leftEye: { x: 0.4, y: 0.35 },
  rightEye: { x: 0.62, y: 0.45 },
  mouth: { x: 0.44, y: 0.62 },
};

const runs = Number(process.argv[2] ?? 60);
await startBackend('wasm');
const detector = await loadFaceDetector(DETECTOR, readModelFile, 'snug');
const landmarks = await loadLandmarkNetwork(LANDMARKS, readModelFile);
const classifier = await loadExpressionClassifier(CLASSIFIER, readModelFile);
const before = measureAll();
await useFastKernels(readModelFile);
const after = measureAll();
console.table(
  Object.fromEntries(
    Object.entries(before).map(([step, tfjs]) => [step, { 'tfjs, ms': tfjs, 'ours, ms': after[step] }]),
  ),
);

function measureAll(): Record<string, number> {
  const rgba = Uint8ClampedArray.from({ length: PHOTO.width * PHOTO.height * 4 }, (_, at) => (at * 37) % 256);
  const photo = pixelsOf(rgba, PHOTO);
  const faces = Array.from({ length: FACES }, () => ({ pixels: photo, region: REGION }));
  const side = landmarks.inputSide;
  const { large } = cutForNetworks(faces, side, true);
  const points = faces.map(() => LANDMARKS_OF_FACE);
  const shown = noise([1, INPUT.height, INPUT.width, 3], -1);
  const reduced = noise([FACES, side, side, 3], -1);
  const upright = noise([FACES, classifier.crop.side, classifier.crop.side, 1], 0);
  return {
    'detector, 512 x 384': leastTime(() => detector.predict(shown)),
    'landmarks, 4 faces': leastTime(() => landmarks.predict(reduced)),
    'classifier, 4 faces': leastTime(() => classifier.predict(upright)),
    "cutting the detector's input": leastTime(() => cutBoxes(photo, [WHOLE], INPUT, SIGNED)),
    'cutting 4 faces for both networks': leastTime(() => cutForNetworks(faces, side, true).small),
    'turning 4 faces upright': leastTime(() => alignFaces(large, points, classifier.crop)),
  };
}

function noise(shape: [number, number, number, number], least: number): Tensor4D {
  return randomUniform(shape, least, 1, 'float32', 1);
}

/** The least time of several: what disturbs can only add. */
function leastTime(run: () => Tensor): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    const output = tidy(run);
    output.dataSync();
    least = Math.min(least, performance.now() - start);
    output.dispose();
  }
  return Math.round(least * 100) / 100;
}
