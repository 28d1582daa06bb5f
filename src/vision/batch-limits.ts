import type { BatchSizes } from './batches.ts';
import type { BackendName } from './types.ts';

/** How a list goes through a network. */
export interface BatchRules {
  /** No batch is larger; a power of two. */
  readonly most: number;
  readonly sizes: BatchSizes;
  /** Batches under way at once. */
  readonly atOnce: number;
}

/** What goes through the networks in one call. */
export interface BatchLimits {
  /** Through the detector. */
  readonly pictures: BatchRules;
  /** Through the landmark network and the classifier. */
  readonly faces: BatchRules;
}

/** One picture fills a processor; a batch would only cost memory. More than eight faces leave its cache. */
const ON_PROCESSOR: BatchLimits = {
  pictures: { most: 1, sizes: 'any', atOnce: 1 },
  faces: { most: 8, sizes: 'any', atOnce: 1 },
};
/**
 * A GPU compiles its work for every size of a batch that it meets, and computes while the next call is prepared. These are for
 * one of which nothing is known yet, and for one that a single picture fills.
 */
const ON_GRAPHICS: BatchLimits = {
  pictures: { most: 4, sizes: 'powers of two', atOnce: 2 },
  faces: { most: 16, sizes: 'powers of two', atOnce: 2 },
};

/** The largest batches that a backend compiling its work may come to, where the GPU is wide enough for them. */
export interface WidestBatches {
  readonly pictures: number;
  readonly faces: number;
}

/**
 * The backends on a GPU. On WebGPU batches of 64 faces were measured (docs/performance.md); WebGL compiles for each shape
 * anew and spreads a convolution's whole input out in memory, so it tries nothing larger than it begins with.
 */
const WIDEST: Readonly<Partial<Record<BackendName, WidestBatches>>> = {
  webgpu: { pictures: 8, faces: 64 },
  webgl: { pictures: ON_GRAPHICS.pictures.most, faces: ON_GRAPHICS.faces.most },
};

/** How wide batches may become on this backend; undefined where it is no GPU. */
export function widestOn(backend: BackendName): WidestBatches | undefined {
  return WIDEST[backend];
}

/** What a backend begins with. */
export function limitsOn(backend: BackendName): BatchLimits {
  return WIDEST[backend] ? ON_GRAPHICS : ON_PROCESSOR;
}
