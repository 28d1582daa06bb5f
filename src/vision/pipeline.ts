import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { BackendName, Reading } from './types.ts';

/** Pixels of the longer side above which a picture is reduced before it comes here. */
export const MAX_SIDE = 1024;

export interface Picture {
  /** int32 RGB of shape [height, width, 3], 0 to 255, upright, neither side longer than `MAX_SIDE`. */
  readonly pixels: Tensor3D;
  /** Size in pixels of the upright picture before any reduction. */
  readonly width: number;
  readonly height: number;
}

/** Gives the bytes of a file named in the model manifest, for instance `faceboxes.bin`. */
export type ReadModelFile = (name: string) => Promise<ArrayBuffer>;

export interface Pipeline {
  readonly models: Reading['models'];
  /**
   * Reads all faces of all pictures, one reading for each picture in the same order. The pictures' tensors stay the
   * caller's. Rejects with the signal's reason when it is aborted between two stages.
   */
  read(pictures: readonly Picture[], signal?: AbortSignal): Promise<Reading[]>;
  /** Compiles what the backend compiles on first use, by one reading of a blank picture. */
  warmUp(): Promise<void>;
  dispose(): void;
}

/**
 * Loads the networks on the backend that is active. Throws when a file cannot be read or is not the one that the
 * manifest names.
 */
export function loadPipeline(_readModelFile: ReadModelFile, _backend: BackendName): Promise<Pipeline> {
  return Promise.reject(new Error('The networks are not in place yet.'));
}
