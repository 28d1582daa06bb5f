import type { GraphModel } from '@tensorflow/tfjs-converter';
import { type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { decodeLandmarks, type LocatedLandmarks, NUMBERS_PER_CROP } from './decode-landmarks.ts';
import { loadNetwork, type ReadModelFile } from './load-network.ts';
import type { LandmarkManifest } from './model-manifest.ts';
import { joinSeparableBlocks } from './separable-block.ts';

export interface LandmarkNetwork {
  /** Side of its square input in pixels. */
  readonly inputSide: number;
  /** Side of the square that is to be cut around a face, in sides of the face's box. */
  readonly roomAround: number;
  /** With less presence a candidate is taken to be no face. */
  readonly leastPresence: number;
  /**
   * Finds eyes and mouth of the face in the middle of each crop, in fractions of the crop.
   *
   * @param crops [faces, inputSide, inputSide, 3], -1 to 1
   */
  locate(crops: Tensor4D): Promise<LocatedLandmarks[]>;
  /** The network's raw output, [faces, anchors, numbers]; see `decodeLandmarks`. */
  predict(crops: Tensor4D): Tensor3D;
  dispose(): void;
}

const OUTPUT = 'Identity';

/** Loads BlazeFace on the active backend. Throws when its files cannot be read or are damaged. */
export async function loadLandmarkNetwork(
  manifest: LandmarkManifest,
  readModelFile: ReadModelFile,
): Promise<LandmarkNetwork> {
  return new BlazeFace(
    manifest,
    await loadNetwork(manifest.files, readModelFile, [OUTPUT], joinSeparableBlocks),
  );
}

class BlazeFace implements LandmarkNetwork {
  readonly inputSide: number;
  readonly roomAround: number;
  readonly leastPresence: number;
  private readonly network: GraphModel;

  constructor({ inputSide, roomAround, leastPresence }: LandmarkManifest, network: GraphModel) {
    this.inputSide = inputSide;
    this.roomAround = roomAround;
    this.leastPresence = leastPresence;
    this.network = network;
  }

  async locate(crops: Tensor4D): Promise<LocatedLandmarks[]> {
    const output = this.predict(crops);
    try {
      const numbers = (await output.data()) as Float32Array;
      return Array.from({ length: crops.shape[0] }, (_, index) =>
        decodeLandmarks(numbers.subarray(index * NUMBERS_PER_CROP, (index + 1) * NUMBERS_PER_CROP)),
      );
    } finally {
      output.dispose();
    }
  }

  predict(crops: Tensor4D): Tensor3D {
    return tidy(() => this.network.execute(crops, OUTPUT) as Tensor3D);
  }

  dispose(): void {
    this.network.dispose();
  }
}
