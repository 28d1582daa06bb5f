import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { EXPRESSIONS, type Expression } from '../../src/vision/types.ts';

/** Side of a FER2013 face in pixels, and faces along a side of an atlas. */
export const FACE_SIDE = 48;
const FACES_ALONG = 32;
const FACES_IN_ATLAS = FACES_ALONG * FACES_ALONG;

/** FER2013's own labels, in the order of its numbers. */
export const FER2013_LABELS: readonly Expression[] = [
  'anger',
  'disgust',
  'fear',
  'happiness',
  'sadness',
  'surprise',
  'neutral',
];

export type Usage = 'Training' | 'PublicTest' | 'PrivateTest';

export interface LabelledFace {
  /** Its number in labels.csv. */
  readonly index: number;
  /** Gray, FACE_SIDE x FACE_SIDE. */
  readonly pixels: Uint8Array;
  /** The one, noisy label of FER2013. */
  readonly fer2013: Expression;
  /** What most of the ten FER+ votes say; nothing where they do not agree or see no face. */
  readonly ferPlus: Expression | undefined;
}

/** Reads the faces of one part of the data described in the folder's README. Rejects when a file is missing. */
export async function readFer2013(folder: string, usage: Usage): Promise<LabelledFace[]> {
  const lines = (await readFile(join(folder, 'labels.csv'), 'utf8')).trim().split('\n').slice(1);
  const rows = lines.map((line) => line.split(',')).filter((row) => row[1] === usage);
  const atlases = new Map<number, Uint8Array>();
  const faces: LabelledFace[] = [];
  for (const [index, , label, ...votes] of rows) {
    const atlas = Math.floor(Number(index) / FACES_IN_ATLAS);
    if (!atlases.has(atlas)) atlases.set(atlas, await readAtlas(folder, atlas));
    faces.push({
      index: Number(index),
      pixels: cutFace(atlases.get(atlas) as Uint8Array, Number(index) % FACES_IN_ATLAS),
      fer2013: FER2013_LABELS[Number(label)] as Expression,
      ferPlus: majority(votes.map(Number)),
    });
  }
  return faces;
}

/**
 * The majority rule of FER+ (Barsoum et al., 2016): single votes are dropped; then one expression must have more than
 * half of the rest and be neither `unknown` nor `not a face`.
 */
export function majority(votes: readonly number[]): Expression | undefined {
  const kept = votes.map((count) => (count > 1 ? count : 0));
  const total = kept.reduce((sum, count) => sum + count, 0);
  return EXPRESSIONS[kept.findIndex((count) => count * 2 > total)];
}

async function readAtlas(folder: string, atlas: number): Promise<Uint8Array> {
  const name = `faces-${String(atlas).padStart(2, '0')}.webp`;
  return sharp(join(folder, name)).greyscale().raw().toBuffer();
}

function cutFace(atlas: Uint8Array, place: number): Uint8Array {
  const width = FACE_SIDE * FACES_ALONG;
  const left = (place % FACES_ALONG) * FACE_SIDE;
  const top = Math.floor(place / FACES_ALONG) * FACE_SIDE;
  const face = new Uint8Array(FACE_SIDE * FACE_SIDE);
  for (let row = 0; row < FACE_SIDE; row++) {
    const start = (top + row) * width + left;
    face.set(atlas.subarray(start, start + FACE_SIDE), row * FACE_SIDE);
  }
  return face;
}
