import { readFile } from 'node:fs/promises';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';

/** What training/known_answers.py writes. */
export interface KnownAnswers {
  readonly weightsSha256: string;
  readonly shape: readonly [faces: number, height: number, width: number];
  readonly inputs: string;
  readonly probabilities: readonly (readonly number[])[];
}

export interface Agreement {
  readonly faces: number;
  /** Largest and mean difference of a probability. */
  readonly largest: number;
  readonly mean: number;
  readonly sameLabel: number;
}

/** No probability may differ by so much. */
export const TOLERANCE = 2e-3;
/** The faces of the tests, which are drawn. */
export const DRAWN_ANSWERS = 'tests/fixtures/expression-known-answers.json';

const FACES_AT_ONCE = 16;

/** @throws where the file is about other weights than those that ship */
export async function readAnswers(path: string): Promise<KnownAnswers> {
  const answers = JSON.parse(await readFile(path, 'utf8')) as KnownAnswers;
  if (answers.weightsSha256 !== CLASSIFIER.files.weights.sha256) {
    throw new Error(`${path} is about other weights than those that ship: make it again.`);
  }
  return answers;
}

/**
 * Compares what a backend says of the faces with what PyTorch says.
 *
 * @param classify gives the probabilities of so many faces; their gray crops lie in the bytes one after the other
 */
export async function compareAnswers(
  answers: KnownAnswers,
  classify: (grays: Uint8Array, faces: number) => Promise<readonly (readonly number[])[]>,
): Promise<Agreement> {
  const [faces, height, width] = answers.shape;
  const pixels = Buffer.from(answers.inputs, 'base64');
  let [largest, total, sameLabel] = [0, 0, 0];
  for (let start = 0; start < faces; start += FACES_AT_ONCE) {
    const count = Math.min(FACES_AT_ONCE, faces - start);
    const grays = pixels.subarray(start * height * width, (start + count) * height * width);
    for (const [index, row] of (await classify(grays, count)).entries()) {
      const expected = answers.probabilities[start + index] ?? [];
      const differences = expected.map((value, label) => Math.abs(value - (row[label] ?? Number.NaN)));
      largest = Math.max(largest, ...differences);
      total += differences.reduce((sum, each) => sum + each, 0) / differences.length;
      if (highest(expected) === highest(row)) sameLabel += 1;
    }
  }
  return { faces, largest, mean: total / faces, sameLabel };
}

function highest(row: readonly number[]): number {
  return row.indexOf(Math.max(...row));
}

export function describeAgreement({ faces, largest, mean, sameLabel }: Agreement): string {
  return `${faces} faces: largest difference ${largest.toExponential(1)}, mean ${mean.toExponential(1)}, same label ${sameLabel}`;
}
