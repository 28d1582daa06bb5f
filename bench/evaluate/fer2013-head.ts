import { softmax, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { ExpressionNetwork, type ExpressionNetworkDescription } from '../../src/vision/expression-network.ts';
import type { ReadModelFile } from '../../src/vision/load-network.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import type { Scores } from '../../src/vision/types.ts';
import { FER2013_LABELS } from '../lib/fer2013.ts';

/** The shipped network's second head, which learned FER2013's own labels rather than the FER+ votes. */
export interface Fer2013Head {
  /** @param input one face, as the classifier takes it */
  scores(input: Tensor4D): Promise<Scores>;
}

export async function loadFer2013Head(readModelFile: ReadModelFile): Promise<Fer2013Head> {
  const text = new TextDecoder().decode(await readModelFile(CLASSIFIER.files.graph.name));
  const description = JSON.parse(text) as ExpressionNetworkDescription;
  const network = new ExpressionNetwork(description, await readModelFile(CLASSIFIER.files.weights.name));
  return {
    async scores(input) {
      const output = tidy(() => softmax(network.logits(input, 'fer2013')));
      try {
        const numbers = await output.data();
        return Object.fromEntries(FER2013_LABELS.map((label, index) => [label, numbers[index] ?? 0]));
      } finally {
        output.dispose();
      }
    },
  };
}
