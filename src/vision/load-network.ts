import { type GraphModel, loadGraphModelSync } from '@tensorflow/tfjs-converter';
import type { io } from '@tensorflow/tfjs-core';

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
 * Loads the part of a network that computes `outputs`. Throws when a file cannot be read or is not the one that the manifest
 * names.
 *
 * @param rewrite may put operations in the place of others that compute the same
 */
export async function loadNetwork(
  files: NetworkFiles,
  readModelFile: ReadModelFile,
  outputs: readonly string[],
  rewrite: (nodes: readonly GraphNode[]) => readonly GraphNode[] = (nodes) => nodes,
): Promise<GraphModel> {
  const [graph, weights] = await Promise.all([
    readVerified(files.graph, readModelFile),
    readVerified(files.weights, readModelFile),
  ]);
  const whole = JSON.parse(new TextDecoder().decode(graph)) as io.ModelJSON;
  return loadGraphModelSync([partFor(whole, outputs, rewrite), weights]) as unknown as GraphModel;
}

/** An operation of a graph. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, unknown>>;
}

/** The network without what `outputs` do not need: tfjs prepares every node at its start, used or not. */
function partFor(
  whole: io.ModelJSON,
  outputs: readonly string[],
  rewrite: (nodes: readonly GraphNode[]) => readonly GraphNode[],
): io.ModelJSON {
  const { node: written, ...rest } = whole.modelTopology as { readonly node: readonly GraphNode[] };
  const nodes = rewrite(written);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const needed = new Set<string>();
  const waiting = [...outputs];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    // An input may name one of several outputs ("split:1"), or only an order of work ("^init").
    waiting.push(...(byName.get(name)?.input ?? []).map((input) => input.replace(/^\^|:\d+$/g, '')));
  }
  const node = nodes.filter(({ name }) => needed.has(name));
  const { signature: _, userDefinedMetadata: __, ...model } = whole;
  return { ...model, modelTopology: { ...rest, node } };
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
