import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { decodeLandmarks, type LocatedLandmarks, NUMBERS_PER_CROP } from './decode-landmarks.ts';
import type { GraphNetwork } from './graph-network.ts';
import type { GraphNode } from './graph-node.ts';
import { joinHeads } from './join-heads.ts';
import { loadNetwork, type ReadModelFile } from './load-network.ts';
import type { LandmarkManifest } from './model-manifest.ts';
import { joinSeparableBlocks } from './separable-block.ts';
import { withNumbers } from './with-numbers.ts';

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

/** Where the graph is entered and left. */
const INPUT = 'input';
const OUTPUT = 'heads';
const GRIDS = [8, 16].map((stride) => [
  { node: `StatefulPartitionedCall/model/classificator_${stride}/BiasAdd`, width: 1 },
  { node: `StatefulPartitionedCall/model/regressor_${stride}/BiasAdd`, width: 16 },
]);

function rewritten(nodes: readonly GraphNode[]): GraphNode[] {
  return [...joinSeparableBlocks(nodes), ...joinHeads(OUTPUT, GRIDS)];
}

/** Loads BlazeFace on the active backend. Throws when its files cannot be read or are damaged. */
export async function loadLandmarkNetwork(
  manifest: LandmarkManifest,
  readModelFile: ReadModelFile,
): Promise<LandmarkNetwork> {
  const ends = { input: INPUT, output: OUTPUT };
  return new BlazeFace(manifest, await loadNetwork(manifest.files, readModelFile, ends, rewritten));
}

class BlazeFace implements LandmarkNetwork {
  readonly inputSide: number;
  readonly roomAround: number;
  readonly leastPresence: number;
  private readonly network: GraphNetwork;

  constructor({ inputSide, roomAround, leastPresence }: LandmarkManifest, network: GraphNetwork) {
    this.inputSide = inputSide;
    this.roomAround = roomAround;
    this.leastPresence = leastPresence;
    this.network = network;
  }

  async locate(crops: Tensor4D): Promise<LocatedLandmarks[]> {
    const output = this.predict(crops);
    try {
      return await withNumbers(output, (numbers) =>
        Array.from({ length: crops.shape[0] }, (_, index) =>
          decodeLandmarks(numbers.subarray(index * NUMBERS_PER_CROP, (index + 1) * NUMBERS_PER_CROP)),
        ),
      );
    } finally {
      output.dispose();
    }
  }

  predict(crops: Tensor4D): Tensor3D {
    return this.network.run(crops) as Tensor3D;
  }

  dispose(): void {
    this.network.dispose();
  }
}
