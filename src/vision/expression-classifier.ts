import type { GraphModel } from '@tensorflow/tfjs-converter';
import { type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { CropGeometry } from './align-face.ts';
import { loadNetwork, type ReadModelFile } from './load-network.ts';
import type { ClassifierManifest } from './model-manifest.ts';
import type { Expression, Scores } from './types.ts';

export interface ExpressionClassifier {
  /** How a face must be cut for this classifier. */
  readonly crop: CropGeometry;
  /** A top label with less confidence is uncertain. */
  readonly leastConfidence: number;
  /**
   * The probability of each expression for each face.
   *
   * @param faces as `alignFaces` makes them with `crop`
   */
  classify(faces: Tensor4D): Promise<Scores[]>;
  /** The network's probabilities before calibration, [faces, labels]. */
  predict(faces: Tensor4D): Tensor2D;
  dispose(): void;
}

/** Loads the classifier on the active backend. Throws when its files cannot be read or are damaged. */
export async function loadExpressionClassifier(
  manifest: ClassifierManifest,
  readModelFile: ReadModelFile,
): Promise<ExpressionClassifier> {
  return new GraphClassifier(manifest, await loadNetwork(manifest.files, readModelFile));
}

class GraphClassifier implements ExpressionClassifier {
  readonly crop: CropGeometry;
  readonly leastConfidence: number;
  private readonly manifest: ClassifierManifest;
  private readonly network: GraphModel;

  constructor(manifest: ClassifierManifest, network: GraphModel) {
    this.crop = manifest.crop;
    this.leastConfidence = manifest.leastConfidence;
    this.manifest = manifest;
    this.network = network;
  }

  async classify(faces: Tensor4D): Promise<Scores[]> {
    const output = this.predict(faces);
    try {
      const numbers = [...(await output.data())];
      const { labels, temperature } = this.manifest;
      return Array.from({ length: faces.shape[0] }, (_, face) =>
        calibrate(labels, numbers.slice(face * labels.length, (face + 1) * labels.length), temperature),
      );
    } finally {
      output.dispose();
    }
  }

  predict(faces: Tensor4D): Tensor2D {
    return tidy(() => this.network.execute(faces) as Tensor2D);
  }

  dispose(): void {
    this.network.dispose();
  }
}

/**
 * Softens or sharpens probabilities as a division of their logits by the temperature would (Guo et al., "On
 * calibration of modern neural networks", 2017). The result sums to 1.
 */
export function calibrate(
  labels: readonly Expression[],
  probabilities: readonly number[],
  temperature: number,
): Scores {
  const powers = probabilities.map((probability) => probability ** (1 / temperature));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return Object.fromEntries(labels.map((label, index) => [label, (powers[index] ?? 0) / total]));
}

/** The expression with the highest score, that score, and whether it is too low to be trusted. */
export function topExpression(
  scores: Scores,
  leastConfidence: number,
): { expression: Expression; confidence: number; uncertain: boolean } {
  const entries = Object.entries(scores) as [Expression, number][];
  const [expression, confidence] = entries.reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { expression, confidence, uncertain: confidence < leastConfidence };
}
