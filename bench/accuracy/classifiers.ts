/**
 * Compares the classifiers that npm packages ship, each with its own preparation, on FER2013 and the FER+ majority:
 *
 *     npm exec -- node bench/accuracy/classifiers.ts ../shared/data/fer2013 [PublicTest] [every]
 *
 * Then it reads every sixth face (or every `every`th) as the product does, with detection and alignment, and compares
 * with the plain tile on the same faces.
 */
import {
  div,
  image,
  softmax,
  sub,
  type Tensor2D,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { batchesOf } from '../../src/vision/batches.ts';
import {
  type ExpressionClassifier,
  loadExpressionClassifier,
} from '../../src/vision/expression-classifier.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import { loadPipeline } from '../../src/vision/pipeline.ts';
import type { Expression } from '../../src/vision/types.ts';
import { FACE_API_SIDE, FaceApiNetwork } from '../lib/face-api-network.ts';
import { FACE_SIDE, type LabelledFace, readFer2013, type Usage } from '../lib/fer2013.ts';
import { inPercent, qualityOf } from '../lib/metrics.ts';
import { startBackend } from '../lib/node-backend.ts';
import { grayPicture } from '../lib/pictures.ts';

interface Contestant {
  readonly name: string;
  readonly labels: readonly Expression[];
  /** @param tiles [faces, 48, 48, 1], gray, 0 to 255; returns probabilities [faces, labels] */
  predict(tiles: Tensor4D): Tensor2D;
}

const [folder = '../shared/data/fer2013', usage = 'PublicTest', every = '6'] = process.argv.slice(2);
await startBackend('wasm');
const faces = await readFer2013(folder, usage as Usage);
const human = humanEmotion(await loadExpressionClassifier(CLASSIFIER, readModelFile));
console.log(`${usage}: ${faces.length} faces; accuracy / average recall / macro-F1 in per cent`);
for (const contestant of [human, faceApi()]) await compete(contestant, faces);
await readAsTheProductDoes(
  faces.filter((_, index) => index % Number(every) === 0),
  human,
);

/** human's `emotion`: 64 x 64 gray, from -1 to 1. */
function humanEmotion(classifier: ExpressionClassifier): Contestant {
  const { side, mean, deviation } = CLASSIFIER.crop;
  return {
    name: "human's emotion",
    labels: CLASSIFIER.labels,
    predict: (tiles) => {
      const enlarged = image.resizeBilinear(tiles, [side, side], false, true);
      return classifier.predict(div(sub(enlarged, [...mean]), deviation));
    },
  };
}

/** face-api's `faceExpressionNet`: 112 x 112 RGB less the channels' means. */
function faceApi(): Contestant {
  const network = new FaceApiNetwork('face_expression_model');
  return {
    name: 'face-api expression',
    labels: ['neutral', 'happiness', 'sadness', 'anger', 'fear', 'disgust', 'surprise'],
    predict: (tiles) => {
      const side: [number, number] = [FACE_API_SIDE, FACE_API_SIDE];
      const enlarged = image.resizeBilinear(image.grayscaleToRGB(tiles), side, false, true);
      return softmax(network.logits(enlarged));
    },
  };
}

async function compete(contestant: Contestant, among: readonly LabelledFace[]): Promise<void> {
  const start = performance.now();
  const said = await answers(contestant, among);
  const each = (performance.now() - start) / among.length;
  console.log(`${contestant.name} (${each.toFixed(1)} ms a face in batches of 32)`);
  report(among, said);
}

function report(among: readonly LabelledFace[], said: readonly Expression[]): void {
  const pairs = (truthOf: (face: LabelledFace) => Expression | undefined) =>
    among.flatMap((face, index) => {
      const truth = truthOf(face);
      return truth && truth !== 'contempt' ? { truth, said: said[index] as Expression } : [];
    });
  const fer2013 = qualityOf(pairs((face) => face.fer2013));
  const ferPlus = qualityOf(pairs((face) => face.ferPlus));
  console.log(
    `  FER2013 ${inPercent(fer2013)}   FER+ without contempt (${ferPlus.faces}) ${inPercent(ferPlus)}`,
  );
}

async function answers(contestant: Contestant, among: readonly LabelledFace[]): Promise<Expression[]> {
  const said: Expression[] = [];
  for (const batch of batchesOf(among, 32)) {
    const output = tidy(() => contestant.predict(tilesOf(batch)));
    const rows = await output.array();
    output.dispose();
    for (const row of rows) said.push(contestant.labels[row.indexOf(Math.max(...row))] as Expression);
  }
  return said;
}

function tilesOf(batch: readonly LabelledFace[]): Tensor4D {
  const pixels = Float32Array.from(batch.flatMap((face) => [...face.pixels]));
  return tensor4d(pixels, [batch.length, FACE_SIDE, FACE_SIDE, 1]);
}

async function readAsTheProductDoes(among: readonly LabelledFace[], plain: Contestant): Promise<void> {
  const pipeline = await loadPipeline(readModelFile, 'wasm');
  const found: LabelledFace[] = [];
  const said: Expression[] = [];
  for (const face of among) {
    const picture = grayPicture(face.pixels, FACE_SIDE, FACE_SIDE);
    const [reading] = await pipeline.read([picture]);
    picture.pixels.dispose();
    const expression = reading?.faces[0]?.expression;
    if (!expression) continue;
    found.push(face);
    said.push(expression);
  }
  console.log(`Through detection and alignment: a face is found in ${found.length} of ${among.length} tiles`);
  report(found, said);
  console.log('The same faces, plain tiles:');
  report(found, await answers(plain, found));
}
