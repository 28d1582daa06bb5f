import { type Tensor3D, zeros } from '@tensorflow/tfjs-core';
import { squareAround } from './cut-faces.ts';
import { loadExpressionClassifier } from './expression-classifier.ts';
import { type FaceDetector, loadFaceDetector } from './face-detector.ts';
import { type BatchRules, inBatches } from './in-batches.ts';
import { useFastKernels } from './kernels/use-fast-kernels.ts';
import { loadLandmarkNetwork } from './landmark-network.ts';
import type { ReadModelFile } from './load-network.ts';
import { CLASSIFIER, DETECTOR, LANDMARKS } from './model-manifest.ts';
import { type FaceNetworks, type FaceToRead, readFaces } from './read-faces.ts';
import { StageClock } from './stage-clock.ts';
import { type BackendName, type Box, type Face, type FaceCrop, ON_GPU, type Reading } from './types.ts';

export type { ReadModelFile } from './load-network.ts';

/** Pixels of the longer side above which a picture is reduced before it comes here. */
export const MAX_SIDE = 1024;

/** What goes through a network in one call. */
export interface BatchLimits extends BatchRules {
  readonly pictures: number;
  readonly faces: number;
}

/** One picture fills a processor; a batch would only cost memory. More than eight faces leave its cache. */
const ON_PROCESSOR: BatchLimits = { pictures: 1, faces: 8, sizes: 'any', atOnce: 1 };
/** A GPU compiles its work for every size of a batch that it meets, and computes while the next call is prepared. */
const ON_GRAPHICS: BatchLimits = { pictures: 4, faces: 16, sizes: 'powers of two', atOnce: 2 };

export interface Picture {
  /**
   * As `pixelsOf` makes them, or RGB, int32 or float32, of shape [height, width, 3], 0 to 255; upright, neither side longer
   * than `MAX_SIDE`.
   */
  readonly pixels: Tensor3D;
  /** Size in pixels of the upright picture before any reduction. */
  readonly width: number;
  readonly height: number;
}

export interface Networks extends FaceNetworks {
  readonly detector: FaceDetector;
}

export interface Pipeline {
  readonly models: Reading['models'];
  readonly networks: Networks;
  /**
   * Reads all faces of all pictures, one reading for each picture in the same order. The pictures' tensors stay the
   * caller's. Rejects with the signal's reason when it is aborted between two stages.
   *
   * @param seen where it is given, is filled with what the classifier got of each face
   */
  read(pictures: readonly Picture[], signal?: AbortSignal, seen?: Map<Face, FaceCrop>): Promise<Reading[]>;
  /** Compiles what the backend compiles on first use, by one pass of a blank picture through every network. */
  warmUp(): Promise<void>;
  dispose(): void;
}

/**
 * Loads the networks on the backend that is active. Throws when a file cannot be read or is not the one that the
 * manifest names.
 *
 * @param limits the best that are known for the backend, unless a benchmark tries others
 */
export async function loadPipeline(
  readModelFile: ReadModelFile,
  backend: BackendName,
  limits: BatchLimits = ON_GPU.has(backend) ? ON_GRAPHICS : ON_PROCESSOR,
): Promise<Pipeline> {
  const loading = [
    loadFaceDetector(DETECTOR, readModelFile, ON_GPU.has(backend) ? 'square' : 'snug'),
    loadLandmarkNetwork(LANDMARKS, readModelFile),
    loadExpressionClassifier(CLASSIFIER, readModelFile),
  ] as const;
  try {
    const [detector, landmarks, classifier] = await Promise.all([
      ...loading,
      backend === 'wasm' && useFastKernels(readModelFile),
    ]);
    return new FacePipeline({ detector, landmarks, classifier }, backend, limits);
  } catch (error) {
    for (const result of await Promise.allSettled(loading)) {
      if (result.status === 'fulfilled') result.value.dispose();
    }
    throw error;
  }
}

/** A candidate that knows on which of the pictures it was found. */
interface FaceOfPicture extends FaceToRead {
  readonly picture: number;
}

class FacePipeline implements Pipeline {
  readonly models = { detector: DETECTOR.id, classifier: CLASSIFIER.id };
  readonly networks: Networks;
  private readonly backend: BackendName;
  private readonly limits: BatchLimits;

  constructor(networks: Networks, backend: BackendName, limits: BatchLimits) {
    this.networks = networks;
    this.backend = backend;
    this.limits = limits;
  }

  async read(
    pictures: readonly Picture[],
    signal?: AbortSignal,
    seen?: Map<Face, FaceCrop>,
  ): Promise<Reading[]> {
    const clock = new StageClock();
    const candidates = await this.detect(pictures, clock, signal);
    const faces: Face[][] = pictures.map(() => []);
    const read = await inBatches(candidates, this.limits.faces, this.limits, (batch) => {
      signal?.throwIfAborted();
      return readFaces(batch, this.networks, clock, seen);
    });
    for (const [index, face] of read.entries()) if (face) faces[candidates[index]?.picture ?? 0]?.push(face);
    signal?.throwIfAborted();
    const timings = clock.share(pictures.length);
    return pictures.map(({ width, height }, index) => ({
      width,
      height,
      faces: (faces[index] ?? []).sort((a, b) => area(b.box) - area(a.box)),
      models: this.models,
      backend: this.backend,
      timings,
    }));
  }

  async warmUp(): Promise<void> {
    const blank: Tensor3D = zeros([64, 64, 3], 'int32');
    try {
      await this.networks.detector.detect([blank]);
      const region = { x: 0, y: 0, width: 1, height: 1 };
      const face = { pixels: blank, region, detectionConfidence: 0 };
      await readFaces([face], this.networks, new StageClock());
    } finally {
      blank.dispose();
    }
  }

  dispose(): void {
    this.networks.detector.dispose();
    this.networks.landmarks.dispose();
    this.networks.classifier.dispose();
  }

  private async detect(
    pictures: readonly Picture[],
    clock: StageClock,
    signal?: AbortSignal,
  ): Promise<FaceOfPicture[]> {
    const { detector, landmarks } = this.networks;
    const candidates = await inBatches(pictures, this.limits.pictures, this.limits, (batch) => {
      signal?.throwIfAborted();
      return clock.time('detect', () => detector.detect(batch.map(({ pixels }) => pixels)));
    });
    return candidates.flatMap((ofPicture, picture) => {
      const { pixels } = pictures[picture] as Picture;
      return ofPicture.map(({ box, score }) => {
        const region = squareAround(box, landmarks.roomAround, pixels.shape);
        return { picture, pixels, region, detectionConfidence: score };
      });
    });
  }
}

function area(box: Box): number {
  return box.width * box.height;
}
