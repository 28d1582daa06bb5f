import { type BoxFit, fitBox, intersectionOverUnion } from '../../src/vision/geometry.ts';
import type { Box } from '../../src/vision/types.ts';

const LEAST_OVERLAP = 0.35;

export interface Picture {
  readonly found: readonly Box[];
  readonly truth: readonly Box[];
}

export interface Accuracy {
  readonly found: number;
  readonly false: number;
}

/**
 * How many true faces a detector finds, and how many boxes are on none. Every detector draws its boxes in another size: so
 * one scale and one shift for all pictures are chosen first, those that serve it best.
 */
export function accuracyOf(pictures: readonly Picture[]): Accuracy {
  const results = FITS.map((fit) => tally(pictures, fit));
  return results.reduce((best, next) => (next.found > best.found ? next : best));
}

const FITS: readonly BoxFit[] = range(0.6, 1.4, 0.05).flatMap((scale) =>
  range(-0.2, 0.2, 0.05).map((shiftY) => ({ scale, shiftX: 0, shiftY })),
);

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function tally(pictures: readonly Picture[], fit: BoxFit): Accuracy {
  let found = 0;
  let boxes = 0;
  for (const picture of pictures) {
    const fitted = picture.found.map((box) => fitBox(box, fit));
    boxes += fitted.length;
    found += matches(fitted, picture.truth);
  }
  return { found, false: boxes - found };
}

/** Each true face takes the free box that overlaps it most. */
function matches(boxes: readonly Box[], truth: readonly Box[]): number {
  const free = new Set(boxes);
  for (const face of truth) {
    const [best] = [...free].sort((a, b) => intersectionOverUnion(b, face) - intersectionOverUnion(a, face));
    if (best && intersectionOverUnion(best, face) >= LEAST_OVERLAP) free.delete(best);
  }
  return boxes.length - free.size;
}
