import { GraphNetwork } from './graph-network.ts';
import type { GraphNode } from './graph-node.ts';
import { readWeights, type WeightEntry } from './graph-weights.ts';

/** Gives the bytes of a file named in the model manifest, for instance `faceboxes.bin`. */
export type ReadModelFile = (name: string) => Promise<ArrayBuffer>;

export interface ModelFile {
  readonly name: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** The two files of a network in the format of the TensorFlow.js converter. */
export interface NetworkFiles {
  readonly graph: ModelFile;
  readonly weights: ModelFile;
}

/**
 * Loads the part of a network that computes `output`. Throws when a file cannot be read or is not the one that the manifest
 * names.
 *
 * @param input the node in whose place the input comes
 * @param rewrite may put operations in the place of others that compute the same, and more behind them
 */
export async function loadNetwork(
  files: NetworkFiles,
  readModelFile: ReadModelFile,
  { input, output }: { readonly input: string; readonly output: string },
  rewrite: (nodes: readonly GraphNode[]) => readonly GraphNode[],
): Promise<GraphNetwork> {
  const [graph, weights] = await Promise.all([
    readVerified(files.graph, readModelFile),
    readVerified(files.weights, readModelFile),
  ]);
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(graph)) as WrittenGraph;
  const entries = weightsManifest.flatMap((group) => group.weights);
  return new GraphNetwork(rewrite(modelTopology.node), input, output, (isWanted) =>
    readWeights(entries, weights, isWanted),
  );
}

/** What is used of the format of the TensorFlow.js converter. */
interface WrittenGraph {
  readonly modelTopology: { readonly node: readonly GraphNode[] };
  readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[];
}

/** Reads a file. Throws when it cannot be read or is not the one that the manifest names. */
export async function readVerified(file: ModelFile, readModelFile: ReadModelFile): Promise<ArrayBuffer> {
  const bytes = await readModelFile(file.name);
  const found = toHexadecimal(await globalThis.crypto.subtle.digest('SHA-256', bytes));
  if (found !== file.sha256) {
    throw new Error(`The model file ${file.name} is damaged: its SHA-256 is ${found}, not ${file.sha256}.`);
  }
  return bytes;
}

function toHexadecimal(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
