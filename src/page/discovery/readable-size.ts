import type { Size } from '../overlay/rect.ts';

/** Below this many CSS pixels on its shorter side a picture holds no face that could be read. */
export const SMALLEST_SIDE = 32;

export const TOO_SMALL = 'The image is too small to hold a readable face.';

export const SHOWN_TOO_SMALL = 'The image is shown too small to hold a readable face.';

export function isLargeEnough(size: Size): boolean {
  return Math.min(size.width, size.height) >= SMALLEST_SIDE;
}
