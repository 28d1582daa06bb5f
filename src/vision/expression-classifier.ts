import { gather, reverse, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { CropGeometry } from './align-face.ts';
import { type BatchRules, limitsOn } from './batch-limits.ts';
import { ExpressionNetwork, type ExpressionNetworkDescription } from './expression-network.ts';
import { inBatches } from './in-batches.ts';
import { type ReadModelFile, readVerified } from './load-network.ts';
import type { ClassifierManifest } from './model-manifest.ts';
import { meanOfLooks, unsureRows } from './second-look.ts';
import { EXPRESSIONS, type Expression, type Scores } from './types.ts';

export interface ExpressionClassifier {
  /** How a face must be cut for this classifier. */
  readonly crop: CropGeometry;
  /** A top label with less confidence is uncertain. */
  readonly leastConfidence: number;
  /**
   * The probability of each expression for each face; a face on which the network is unsure is looked at twice.
   *
   * @param faces as `alignFaces` makes them with `crop`
   * @param rules by which the second looks go through the network; a processor's, where none are given
   */
  classify(faces: Tensor4D, rules?: BatchRules): Promise<Scores[]>;
  /** The network's calibrated probabilities at one look, [faces, labels]. */
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
  private readonly secondLookBelow: number;
  private readonly labels: readonly Expression[];
  private readonly network: ExpressionNetwork;

  constructor(crop: CropGeometry, description: ExpressionNetworkDescription, network: ExpressionNetwork) {
    this.crop = crop;
    this.leastConfidence = description.uncertainBelow;
    this.secondLookBelow = description.secondLookBelow;
    this.labels = description.labels.map(expressionNamed);
    this.network = network;
  }

  async classify(faces: Tensor4D, rules: BatchRules = limitsOn('wasm').faces): Promise<Scores[]> {
    const rows = await readRows(this.predict(faces));
    const unsure = unsureRows(rows, this.secondLookBelow);
    const mirrored = await inBatches(unsure, rules, (places) =>
      readRows(this.predictMirrored(faces, places)),
    );
    for (const [place, index] of unsure.entries()) {
      rows[index] = meanOfLooks(rows[index] ?? [], mirrored[place] ?? []);
    }
    return rows.map((row) => scoresOf(this.labels, row));
  }

  predict(faces: Tensor4D): Tensor2D {
    return this.network.probabilities(faces);
  }

  dispose(): void {
    this.network.dispose();
  }

  private predictMirrored(faces: Tensor4D, places: readonly number[]): Tensor2D {
    return tidy(() => this.predict(reverse(gather(faces, [...places]), [2])));
  }
}

/** Disposes its input. */
async function readRows(probabilities: Tensor2D): Promise<number[][]> {
  try {
    return await probabilities.array();
  } finally {
    probabilities.dispose();
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
