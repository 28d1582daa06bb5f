import type { GraphModel } from '@tensorflow/tfjs-converter';
import {
  concat,
  mul,
  reshape,
  sub,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { makeAnchors } from './anchors.ts';
import { type Candidate, decodeDetections, NUMBERS_PER_ANCHOR } from './decode-detections.ts';
import { boxInPicture, fitBox, letterbox } from './geometry.ts';
import { loadNetwork, type ReadModelFile } from './load-network.ts';
import type { DetectorManifest, Look } from './model-manifest.ts';
import { suppressOverlaps } from './non-max-suppression.ts';
import { cutBoxes } from './preprocess.ts';
import type { Box } from './types.ts';

export interface FaceDetector {
  /**
   * Finds the faces of each picture, surest first, in fractions of the picture.
   *
   * @param pictures RGB, int32 or float32, [height, width, 3] each, 0 to 255
   */
  detect(pictures: readonly Tensor3D[]): Promise<Candidate[][]>;
  /**
   * The network's raw output for square inputs, [pictures, anchors, NUMBERS_PER_ANCHOR].
   *
   * @param inputs [pictures, side, side, 3], 0 to 255, where side is a multiple of 128
   */
  predict(inputs: Tensor4D): Tensor3D;
  dispose(): void;
}

/** Where the graph is entered and left: everything before and after is done here, in batches and without loops. */
const INPUT = 'standardize_input/sub';
const LOGITS = [0, 1, 2].map((grid) => `prediction_layers/class_predictor_${grid}/BiasAdd`);
const OFFSETS = [0, 1, 2].map((grid) => `prediction_layers/box_encoding_predictor_${grid}/BiasAdd`);

/** Loads FaceBoxes on the active backend. Throws when its files cannot be read or are damaged. */
export async function loadFaceDetector(
  manifest: DetectorManifest,
  readModelFile: ReadModelFile,
): Promise<FaceDetector> {
  return new FaceBoxes(manifest, await loadNetwork(manifest.files, readModelFile, [...LOGITS, ...OFFSETS]));
}

class FaceBoxes implements FaceDetector {
  private readonly manifest: DetectorManifest;
  private readonly network: GraphModel;
  private readonly anchors: readonly Box[];

  constructor(manifest: DetectorManifest, network: GraphModel) {
    this.manifest = manifest;
    this.network = network;
    this.anchors = makeAnchors(manifest.inputSide);
  }

  async detect(pictures: readonly Tensor3D[]): Promise<Candidate[][]> {
    const found: Candidate[][] = pictures.map(() => []);
    for (const look of this.manifest.looks) {
      const empty = [...found.keys()].filter((index) => found[index]?.length === 0);
      const candidates = await this.look(
        empty.flatMap((index) => pictures[index] ?? []),
        look,
      );
      for (const [place, index] of empty.entries()) found[index] = candidates[place] ?? [];
    }
    return found;
  }

  predict(inputs: Tensor4D): Tensor3D {
    return tidy(() => {
      const batch = inputs.shape[0];
      const normalised = sub(mul(inputs, 2 / 255), 1);
      const heads = this.network.execute({ [INPUT]: normalised }, [...LOGITS, ...OFFSETS]) as Tensor[];
      const grids = LOGITS.map((_, grid) => {
        const logits = reshape(heads[grid] as Tensor, [batch, -1, 2]);
        const offsets = reshape(heads[grid + LOGITS.length] as Tensor, [batch, -1, 4]);
        return concat([logits, offsets], 2);
      });
      return concat(grids, 1) as Tensor3D;
    });
  }

  dispose(): void {
    this.network.dispose();
  }

  private async look(pictures: readonly Tensor3D[], { margin, leastScore }: Look): Promise<Candidate[][]> {
    if (pictures.length === 0) return [];
    const { inputSide } = this.manifest;
    const regions = pictures.map(({ shape: [height, width] }) => letterbox(width, height, margin));
    const output = tidy(() => {
      const inputs = pictures.map((pixels, index) =>
        cutBoxes(pixels, regions.slice(index, index + 1), inputSide),
      );
      return this.predict(concat(inputs));
    });
    try {
      const numbers = (await output.data()) as Float32Array;
      const each = this.anchors.length * NUMBERS_PER_ANCHOR;
      return regions.map((region, index) =>
        this.facesOf(numbers.subarray(index * each, (index + 1) * each), region, leastScore),
      );
    } finally {
      output.dispose();
    }
  }

  private facesOf(numbers: Float32Array, region: Box, leastScore: number): Candidate[] {
    const { coding, mostOverlap, mostFaces, fit } = this.manifest;
    const candidates = decodeDetections(numbers, this.anchors, coding, leastScore);
    return suppressOverlaps(candidates, mostOverlap, mostFaces).map(({ box, score }) => ({
      box: fitBox(boxInPicture(box, region), fit),
      score,
    }));
  }
}
