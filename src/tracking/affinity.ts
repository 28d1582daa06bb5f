import { intersectionOverUnion } from '../vision/geometry.ts';
import type { Box } from '../vision/types.ts';

/**
 * How far each box is widened on every side before two are compared, in its own sides. Few frames a second leave
 * boxes of one face that hardly touch, and plain overlap cannot tell near from far there: Yang et al., "Hard to Track
 * Objects with Irregular Motions and Similar Appearances? Make It Easier by Buffering the Matching Space", WACV 2023.
 */
const BUFFER = 0.3;

/** Below this two boxes are two faces. Faces of one size that stand side by side have 0.23 in common. */
const LEAST = 0.3;

function buffered({ x, y, width, height }: Box): Box {
  return {
    x: x - BUFFER * width,
    y: y - BUFFER * height,
    width: width * (1 + 2 * BUFFER),
    height: height * (1 + 2 * BUFFER),
  };
}

/** How well two boxes fit as the same face at the same moment: 0 where they cannot be, 1 where they are one. */
export function affinity(a: Box, b: Box): number {
  const overlap = intersectionOverUnion(buffered(a), buffered(b));
  return overlap < LEAST ? 0 : overlap;
}
