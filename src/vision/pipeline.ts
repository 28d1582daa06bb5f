import type { Tensor3D } from '@tensorflow/tfjs-core';
import { type BatchLimits, limitsOn, widestOn } from './batch-limits.ts';
import { detectBlank, readBlank } from './blank-runs.ts';
import { squareAround } from './cut-faces.ts';
import { loadExpressionClassifier } from './expression-classifier.ts';
import { type FaceDetector, loadFaceDetector } from './face-detector.ts';
import { inBatches } from './in-batches.ts';
import { useFastKernels } from './kernels/use-fast-kernels.ts';
import { loadLandmarkNetwork } from './landmark-network.ts';
import { learnBatches } from './learn-batches.ts';
import type { ReadModelFile } from './load-network.ts';
import { CLASSIFIER, DETECTOR, LANDMARKS } from './model-manifest.ts';
import { type FaceNetworks, type FaceToRead, readFaces } from './read-faces.ts';
import { StageClock } from './stage-clock.ts';
import type { BackendName, Box, Face, FaceCrop, Reading } from './types.ts';

export type { ReadModelFile } from './load-network.ts';

/** Pixels of the longer side above which a picture is reduced before it comes here. */
export const MAX_SIDE = 1024;

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
  /**
   * On a GPU, and after the warm-up: compiles what batches of every size need, and learns which sizes are best for it; `read`
   * goes by that from then on. It is done step by step, each no longer than a second as a rule, and may be left off after any.
   */
  prepare(): AsyncGenerator<void, void, void>;
  /** How pictures and faces go through the networks now. */
  readonly limits: BatchLimits;
  dispose(): void;
}

/**
 * Loads the networks on the backend that is active. Throws when a file cannot be read or is not the one that the
 * manifest names.
 *
 * @param limits those with which the backend begins, unless a benchmark tries others
 */
export async function loadPipeline(
  readModelFile: ReadModelFile,
  backend: BackendName,
  limits: BatchLimits = limitsOn(backend),
): Promise<Pipeline> {
  const loading = [
    loadFaceDetector(DETECTOR, readModelFile, widestOn(backend) ? 'square' : 'snug'),
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
  limits: BatchLimits;
  private readonly backend: BackendName;

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
    const rules = this.limits.faces;
    const read = await inBatches(candidates, rules, (batch) => {
      signal?.throwIfAborted();
      return readFaces(batch, this.networks, rules, clock, seen);
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
    await detectBlank(this.networks.detector, 1);
    await readBlank(this.networks, 1, this.limits.faces);
  }

  async *prepare(): AsyncGenerator<void, void, void> {
    const widest = widestOn(this.backend);
    if (!widest) return;
    const { detector } = this.networks;
    const { pictures, faces } = this.limits;
    const detect = (size: number) => detectBlank(detector, size);
    this.limits = { pictures: yield* learnBatches(detect, pictures, widest.pictures), faces };
    yield;
    const read = (size: number) => readBlank(this.networks, size, faces);
    this.limits = { ...this.limits, faces: yield* learnBatches(read, faces, widest.faces) };
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
    const candidates = await inBatches(pictures, this.limits.pictures, (batch) => {
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
