import { reverse, softmax, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { ExpressionNetwork, type ExpressionNetworkDescription } from '../../src/vision/expression-network.ts';
import type { ReadModelFile } from '../../src/vision/load-network.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import { meanOfLooks, unsureRows } from '../../src/vision/second-look.ts';
import type { Scores } from '../../src/vision/types.ts';
import { FER2013_LABELS } from '../lib/fer2013.ts';

/**
 * The shipped network's second head, which learned FER2013's own labels rather than the FER+ votes. Like a reading, it looks
 * once more, mirrored, at a face on which it is unsure; about those labels it is unsure more often.
 */
export interface Fer2013Head {
  /** @param input one face, as the classifier takes it */
  scores(input: Tensor4D): Promise<Scores>;
}

export async function loadFer2013Head(readModelFile: ReadModelFile): Promise<Fer2013Head> {
  const text = new TextDecoder().decode(await readModelFile(CLASSIFIER.files.graph.name));
  const description = JSON.parse(text) as ExpressionNetworkDescription;
  const network = new ExpressionNetwork(description, await readModelFile(CLASSIFIER.files.weights.name));
  const look = (input: Tensor4D) => onceAt(network, input);
  return {
    async scores(input) {
      const first = await look(input);
      const isUnsure = unsureRows([first], description.secondLookBelow).length > 0;
      const row = isUnsure ? meanOfLooks(first, await lookMirrored(input, look)) : first;
      return Object.fromEntries(FER2013_LABELS.map((label, index) => [label, row[index] ?? 0]));
    },
  };
}

async function lookMirrored(
  input: Tensor4D,
  look: (input: Tensor4D) => Promise<number[]>,
): Promise<number[]> {
  const mirrored = reverse(input, [2]);
  try {
    return await look(mirrored);
  } finally {
    mirrored.dispose();
  }
}

async function onceAt(network: ExpressionNetwork, input: Tensor4D): Promise<number[]> {
  const output = tidy(() => softmax(network.logits(input, 'fer2013')));
  try {
    return Array.from(await output.data());
  } finally {
    output.dispose();
  }
}
