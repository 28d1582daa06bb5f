import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { CropGeometry } from './align-face.ts';
import { ExpressionNetwork, type ExpressionNetworkDescription } from './expression-network.ts';
import { type ReadModelFile, readVerified } from './load-network.ts';
import type { ClassifierManifest } from './model-manifest.ts';
import { EXPRESSIONS, type Expression, type Scores } from './types.ts';

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
  /** The network's calibrated probabilities, [faces, labels]. */
  predict(faces: Tensor4D): Tensor2D;
  dispose(): void;
}

/** Loads the classifier on the active backend. Throws when its files cannot be read or are damaged. */
export async function loadExpressionClassifier(
  manifest: ClassifierManifest,
  readModelFile: ReadModelFile,
): Promise<ExpressionClassifier> {
  const { description, network } = await loadExpressionNetwork(manifest, readModelFile);
  return new OwnClassifier(manifest.crop, description, network);
}

/** Loads the network alone, with what describes it. Throws when its files cannot be read or are damaged. */
export async function loadExpressionNetwork(
  { files }: ClassifierManifest,
  readModelFile: ReadModelFile,
): Promise<{ readonly description: ExpressionNetworkDescription; readonly network: ExpressionNetwork }> {
  const [text, weights] = await Promise.all([
    readVerified(files.graph, readModelFile),
    readVerified(files.weights, readModelFile),
  ]);
  const description = JSON.parse(new TextDecoder().decode(text)) as ExpressionNetworkDescription;
  return { description, network: new ExpressionNetwork(description, weights) };
}

class OwnClassifier implements ExpressionClassifier {
  readonly crop: CropGeometry;
  readonly leastConfidence: number;
  private readonly labels: readonly Expression[];
  private readonly network: ExpressionNetwork;

  constructor(crop: CropGeometry, description: ExpressionNetworkDescription, network: ExpressionNetwork) {
    this.crop = crop;
    this.leastConfidence = description.uncertainBelow;
    this.labels = description.labels.map(expressionNamed);
    this.network = network;
  }

  async classify(faces: Tensor4D): Promise<Scores[]> {
    const output = this.predict(faces);
    try {
      const rows = await output.array();
      return rows.map((row) => scoresOf(this.labels, row));
    } finally {
      output.dispose();
    }
  }

  predict(faces: Tensor4D): Tensor2D {
    return this.network.probabilities(faces);
  }

  dispose(): void {
    this.network.dispose();
  }
}

function expressionNamed(label: string): Expression {
  const expression = EXPRESSIONS.find((each) => each === label);
  if (expression === undefined) throw new Error(`The expression network knows an unknown label: ${label}.`);
  return expression;
}

/** Single precision sums to 1 but for its last digits; what is told sums to 1. */
function scoresOf(labels: readonly Expression[], probabilities: readonly number[]): Scores {
  const total = probabilities.reduce((sum, value) => sum + value, 0);
  return Object.fromEntries(labels.map((label, index) => [label, (probabilities[index] ?? 0) / total]));
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
