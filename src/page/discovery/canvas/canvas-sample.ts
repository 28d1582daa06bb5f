/** Side of the square that a canvas is reduced to: enough to tell one picture from another. */
const SIDE = 16;
/** Mean difference of two samples, in levels of 0 to 255, from which they are two pictures. */
const DIFFERENT = 4;
/** Spread of a sample, in the same levels, below which there is nothing to be seen. */
const BLANK = 2;

/** A canvas in little; `closed` where the browser lets nobody read it. */
export type Sample = Uint8ClampedArray | 'closed';

let sampler: OffscreenCanvasRenderingContext2D | null | undefined;

/**
 * Reduces what a canvas shows now. One that the page draws with WebGL has its pixels only in the frame in which they are
 * drawn, so this is to be called in a callback of `requestAnimationFrame`.
 */
export function sampleOf(canvas: HTMLCanvasElement): Sample {
  sampler ??= new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (!sampler) return 'closed';
  try {
    sampler.clearRect(0, 0, SIDE, SIDE);
    sampler.drawImage(canvas, 0, 0, SIDE, SIDE);
    return sampler.getImageData(0, 0, SIDE, SIDE).data;
  } catch {
    // What was drawn taints the sampler for good; the next one is new.
    sampler = undefined;
    return 'closed';
  }
}

export function isBlank(sample: Sample): boolean {
  if (sample === 'closed') return false;
  return sample.every((value, index) => Math.abs(value - (sample[index % 4] ?? 0)) <= BLANK);
}

export function isSame(a: Sample, b: Sample): boolean {
  if (a === 'closed' || b === 'closed') return a === b;
  let sum = 0;
  for (const [index, value] of a.entries()) sum += Math.abs(value - (b[index] ?? 0));
  return sum / a.length < DIFFERENT;
}
