/**
 * What the framing of a crop does to the label, with crops taken as they were cut and with crops aligned as `npm run
 * evaluate` aligns them:
 *
 *     npm exec -- node bench/accuracy/framing.ts ../shared/data/fer2013 ../shared/data/photos
 *
 * 1. Every eighth face of PublicTest, cut tighter, wider, turned and shifted (its edge is repeated): how often right?
 * 2. The colour faces of the photos, cut in squares around their boxes: how often the label that the product gives the
 *    face on the whole photo?
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { image, slice, squeeze, type Tensor3D, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { readModelFile } from '../../scripts/lib/model-files.ts';
import { topExpression } from '../../src/vision/expression-classifier.ts';
import { intersectionOverUnion } from '../../src/vision/geometry.ts';
import { loadPipeline, type Picture } from '../../src/vision/pipeline.ts';
import type { Box, Expression } from '../../src/vision/types.ts';
import { type Framing, withInput } from '../evaluate/framing.ts';
import { FACE_SIDE, type LabelledFace, readFer2013 } from '../lib/fer2013.ts';
import { startBackend } from '../lib/node-backend.ts';
import { readPicture } from '../lib/pictures.ts';

const FRAMINGS: readonly Framing[] = ['as-cut', 'aligned'];
/** Enlarged first, so that cutting again costs no detail. */
const ENLARGED = FACE_SIDE * 2;
const EVERY = 8;

interface Change {
  readonly name: string;
  readonly degrees?: number;
  readonly scale?: number;
  readonly shift?: number;
}

const CHANGES: readonly Change[] = [
  { name: 'as it is' },
  { name: '15 % tighter', scale: 0.85 },
  { name: '15 % wider', scale: 1.15 },
  { name: '30 % wider', scale: 1.3 },
  { name: '60 % wider', scale: 1.6 },
  { name: 'turned by 15 degrees', degrees: 15 },
  { name: 'shifted by 8 %', shift: 0.08 },
];
const LEAST_OVERLAP = 0.35;
const SIDES_OF_BOX = [0.9, 1, 1.15, 1.3, 1.5, 1.8];

const [data = '../shared/data/fer2013', photos = '../shared/data/photos'] = process.argv.slice(2);
await startBackend('wasm');
const pipeline = await loadPipeline(readModelFile, 'wasm');
await ofPublicTest();
await ofPhotos();

async function ofPublicTest(): Promise<void> {
  const faces = (await readFer2013(data, 'PublicTest'))
    .filter(({ ferPlus }) => ferPlus)
    .filter((_, index) => index % EVERY === 0);
  console.log(`PublicTest, ${faces.length} faces, right`);
  for (const change of CHANGES) {
    const hits = new Map<Framing, number>();
    for (const face of faces) {
      const pixels = cutAgain(face, change);
      const crop = { pixels, width: ENLARGED, height: ENLARGED };
      await countHits(hits, async (framing) => (await labelOf(crop, framing)) === face.ferPlus);
      pixels.dispose();
    }
    report(change.name, hits, faces.length);
  }
}

async function ofPhotos(): Promise<void> {
  const truths = JSON.parse(await readFile(join(photos, 'faces.json'), 'utf8')) as Record<string, Box[]>;
  const names = (await readdir(photos)).filter((name) => truths[name]);
  console.log("Photos, the product's label");
  for (const side of SIDES_OF_BOX) {
    const hits = new Map<Framing, number>();
    let faces = 0;
    for (const name of names) {
      const picture = await readPicture(join(photos, name));
      for (const { box, expression } of await facesInBoxes(picture, truths[name] ?? [])) {
        faces += 1;
        const pixels = squareOf(picture, box, side);
        const crop = { pixels, width: pixels.shape[1], height: pixels.shape[0] };
        await countHits(hits, async (framing) => (await labelOf(crop, framing)) === expression);
        pixels.dispose();
      }
      picture.pixels.dispose();
    }
    report(`square of ${side} boxes`, hits, faces);
  }
}

/** The boxes, in pixels, in which the product finds a face, and the label that it gives it. */
async function facesInBoxes(
  picture: Picture,
  boxes: readonly Box[],
): Promise<{ readonly box: Box; readonly expression: Expression }[]> {
  const [reading] = await pipeline.read([picture]);
  return boxes.flatMap((box) => {
    const face = reading?.faces.find(
      (each) => intersectionOverUnion(inPixels(each.box, picture), box) > LEAST_OVERLAP,
    );
    return face ? [{ box, expression: face.expression }] : [];
  });
}

async function countHits(
  hits: Map<Framing, number>,
  isHit: (framing: Framing) => Promise<boolean>,
): Promise<void> {
  for (const framing of FRAMINGS) {
    if (await isHit(framing)) hits.set(framing, (hits.get(framing) ?? 0) + 1);
  }
}

function labelOf(picture: Picture, framing: Framing): Promise<Expression> {
  return withInput(picture, pipeline.networks, framing, async (input) => {
    const [scores = {}] = await pipeline.networks.classifier.classify(input);
    return topExpression(scores, 0).expression;
  });
}

function cutAgain({ pixels }: LabelledFace, { degrees = 0, scale = 1, shift = 0 }: Change): Tensor3D {
  const [cosine, sine] = [
    scale * Math.cos((degrees * Math.PI) / 180),
    scale * Math.sin((degrees * Math.PI) / 180),
  ];
  const middle = (ENLARGED - 1) / 2;
  const offset = middle + shift * ENLARGED;
  const row = [
    cosine,
    -sine,
    offset - (cosine - sine) * middle,
    sine,
    cosine,
    offset - (sine + cosine) * middle,
    0,
    0,
  ];
  return tidy(() => {
    const tile: Tensor4D = tensor4d(Float32Array.from(pixels), [1, FACE_SIDE, FACE_SIDE, 1]);
    const large = image.resizeBilinear(image.grayscaleToRGB(tile), [ENLARGED, ENLARGED], false, true);
    return squeeze(
      image.transform(large as Tensor4D, [row], 'bilinear', 'nearest', 0, [ENLARGED, ENLARGED]),
      [0],
    );
  });
}

/** A square of so many of the box's longer side around its middle, as far as the picture reaches. */
function squareOf({ pixels, width, height }: Picture, box: Box, sides: number): Tensor3D {
  const [rows, columns] = pixels.shape;
  const side = sides * Math.max(box.width, box.height);
  const clip = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)));
  const left = clip(((box.x + box.width / 2 - side / 2) / width) * columns, columns);
  const right = clip(((box.x + box.width / 2 + side / 2) / width) * columns, columns);
  const top = clip(((box.y + box.height / 2 - side / 2) / height) * rows, rows);
  const bottom = clip(((box.y + box.height / 2 + side / 2) / height) * rows, rows);
  return slice(pixels, [top, left, 0], [bottom - top, right - left, -1]);
}

function inPixels(box: Box, { width, height }: Picture): Box {
  return { x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height };
}

function report(what: string, hits: ReadonlyMap<Framing, number>, faces: number): void {
  const shares = FRAMINGS.map(
    (framing) => `${framing} ${((100 * (hits.get(framing) ?? 0)) / faces).toFixed(1)} %`,
  );
  console.log(`  ${what.padEnd(24)}${shares.join(', ')}`);
}
