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

/** Loads a network. Throws when a file cannot be read or is not the one that the manifest names. */
export async function loadNetwork(files: NetworkFiles, readModelFile: ReadModelFile): Promise<GraphModel> {
  const [graph, weights] = await Promise.all([
    readVerified(files.graph, readModelFile),
    readVerified(files.weights, readModelFile),
  ]);
  const topology = JSON.parse(new TextDecoder().decode(graph)) as io.ModelJSON;
  return loadGraphModelSync([topology, weights]) as unknown as GraphModel;
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
