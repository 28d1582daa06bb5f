import { concat, type Tensor3D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { makeAnchors } from './anchors.ts';
import { fillUp } from './batches.ts';
import { joinCreluPools } from './crelu-pool.ts';
import { type Candidate, decodeDetections, NUMBERS_PER_ANCHOR } from './decode-detections.ts';
import { boxInPicture, fitBox, letterbox, type Size, snugInput } from './geometry.ts';
import type { GraphNetwork } from './graph-network.ts';
import type { GraphNode } from './graph-node.ts';
import { joinHeads } from './join-heads.ts';
import { loadNetwork, type ReadModelFile } from './load-network.ts';
import type { DetectorManifest, Look } from './model-manifest.ts';
import { suppressOverlaps } from './non-max-suppression.ts';
import { cutBoxes, SIGNED } from './preprocess.ts';
import type { Box } from './types.ts';
import { withNumbers } from './with-numbers.ts';

export interface FaceDetector {
  /**
   * Finds the faces of each picture, surest first, in fractions of the picture.
   *
   * @param pictures as the pipeline takes them (`Picture.pixels`)
   */
  detect(pictures: readonly Tensor3D[]): Promise<Candidate[][]>;
  /**
   * The network's raw output, [pictures, anchors, NUMBERS_PER_ANCHOR].
   *
   * @param inputs [pictures, height, width, 3], -1 to 1, both sides multiples of 32
   */
  predict(inputs: Tensor4D): Tensor3D;
  dispose(): void;
}

/** Where the graph is entered and left: everything before and after is done here, in batches and without loops. */
const INPUT = 'standardize_input/sub';
const OUTPUT = 'heads';
const GRIDS = [0, 1, 2].map((grid) => [
  { node: `prediction_layers/class_predictor_${grid}/BiasAdd`, width: 2 },
  { node: `prediction_layers/box_encoding_predictor_${grid}/BiasAdd`, width: 4 },
]);

function rewritten(nodes: readonly GraphNode[]): GraphNode[] {
  return [...joinCreluPools(nodes), ...joinHeads(OUTPUT, GRIDS)];
}

/**
 * What the network is shown a picture in: `snug`, an input without bars and so with less to compute, or always the same
 * `square`, for a backend that compiles its work anew for every shape.
 */
export type InputShape = 'snug' | 'square';

/** Loads FaceBoxes on the active backend. Throws when its files cannot be read or are damaged. */
export async function loadFaceDetector(
  manifest: DetectorManifest,
  readModelFile: ReadModelFile,
  shape: InputShape,
): Promise<FaceDetector> {
  const ends = { input: INPUT, output: OUTPUT };
  const network = await loadNetwork(manifest.files, readModelFile, ends, rewritten);
  return new FaceBoxes(manifest, network, shape);
}

class FaceBoxes implements FaceDetector {
  private readonly manifest: DetectorManifest;
  private readonly network: GraphNetwork;
  private readonly shape: InputShape;
  private readonly inputStep: number;
  private readonly anchors = new Map<string, readonly Box[]>();

  constructor(manifest: DetectorManifest, network: GraphNetwork, shape: InputShape) {
    this.manifest = manifest;
    this.network = network;
    this.shape = shape;
    this.inputStep = shape === 'square' ? manifest.inputSide : manifest.inputStep;
  }

  async detect(pictures: readonly Tensor3D[]): Promise<Candidate[][]> {
    const found: Candidate[][] = pictures.map(() => []);
    for (const look of this.manifest.looks) {
      const empty = [...found.keys()].filter((index) => found[index]?.length === 0);
      // However many are left for a second look, a backend that compiles its work meets no new size of a batch.
      const chosen = this.shape === 'square' ? fillUp(empty) : empty;
      const candidates = await this.look(
        chosen.flatMap((index) => pictures[index] ?? []),
        look,
      );
      for (const [place, index] of empty.entries()) found[index] = candidates[place] ?? [];
    }
    return found;
  }

  predict(inputs: Tensor4D): Tensor3D {
    return this.network.run(inputs) as Tensor3D;
  }

  dispose(): void {
    this.network.dispose();
  }

  private async look(pictures: readonly Tensor3D[], look: Look): Promise<Candidate[][]> {
    const found: Candidate[][] = [];
    const sizes = pictures.map(({ shape: [height, width] }) =>
      snugInput({ width, height }, this.manifest.inputSide, look.margin, this.inputStep),
    );
    for (const key of new Set(sizes.map(nameOf))) {
      const places = [...sizes.keys()].filter((place) => nameOf(sizes[place] as Size) === key);
      const input = sizes[places[0] as number] as Size;
      const candidates = await this.lookAlike(
        places.map((place) => pictures[place] as Tensor3D),
        input,
        look,
      );
      for (const [index, place] of places.entries()) found[place] = candidates[index] ?? [];
    }
    return found;
  }

  /** Looks at pictures that are shown in inputs of the same size. */
  private async lookAlike(
    pictures: readonly Tensor3D[],
    input: Size,
    { margin, leastScore }: Look,
  ): Promise<Candidate[][]> {
    const regions = pictures.map(({ shape: [height, width] }) => letterbox({ width, height }, input, margin));
    const output = tidy(() => {
      const inputs = pictures.map((pixels, index) =>
        cutBoxes(pixels, regions.slice(index, index + 1), input, SIGNED),
      );
      // Joining one would copy it.
      return this.predict(inputs.length > 1 ? concat(inputs) : (inputs[0] as Tensor4D));
    });
    try {
      const anchors = this.anchorsFor(input);
      const each = anchors.length * NUMBERS_PER_ANCHOR;
      return await withNumbers(output, (numbers) =>
        regions.map((region, index) =>
          this.facesOf(numbers.subarray(index * each, (index + 1) * each), anchors, region, leastScore),
        ),
      );
    } finally {
      output.dispose();
    }
  }

  private anchorsFor(input: Size): readonly Box[] {
    const known = this.anchors.get(nameOf(input)) ?? makeAnchors(input);
    this.anchors.set(nameOf(input), known);
    return known;
  }

  private facesOf(
    numbers: Float32Array,
    anchors: readonly Box[],
    region: Box,
    leastScore: number,
  ): Candidate[] {
    const { coding, mostOverlap, mostFaces, fit } = this.manifest;
    const candidates = decodeDetections(numbers, anchors, coding, leastScore);
    return suppressOverlaps(candidates, mostOverlap, mostFaces).map(({ box, score }) => ({
      box: fitBox(boxInPicture(box, region), fit),
      score,
    }));
  }
}

function nameOf({ width, height }: Size): string {
  return `${width} x ${height}`;
}
