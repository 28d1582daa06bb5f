import fc from 'fast-check';
import type { Box, Expression, Face, Scores } from '../../../../src/vision/types.ts';

const NOWHERE = { x: 0, y: 0 };

export interface Look {
  readonly scores?: Scores;
  readonly uncertain?: boolean;
  readonly detectionConfidence?: number;
}

/** A face as one reading tells of it. */
export function faceAt(box: Box, look: Look = {}): Face {
  const { scores = { happiness: 0.8, neutral: 0.2 }, uncertain = false, detectionConfidence = 0.95 } = look;
  const [expression, confidence] = (Object.entries(scores) as [Expression, number][]).reduce((best, entry) =>
    entry[1] > best[1] ? entry : best,
  );
  return {
    box,
    region: {
      x: box.x - box.width * 0.4,
      y: box.y - box.height * 0.4,
      width: box.width * 1.8,
      height: box.height * 1.8,
    },
    landmarks: {
      leftEye: { x: box.x + box.width * 0.3, y: box.y + box.height * 0.4 },
      rightEye: { x: box.x + box.width * 0.7, y: box.y + box.height * 0.4 },
      mouth: NOWHERE,
    },
    detectionConfidence,
    expression,
    confidence,
    uncertain,
    scores,
  };
}

/** A square face around a point. */
export function square(x: number, y: number, side = 0.1): Box {
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

export function centre({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Noise that is the same for the same seed, between -1 and 1. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

export const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

export const anyBox = fc.record({
  x: number(-0.1, 1),
  y: number(-0.1, 1),
  width: number(0.02, 0.5),
  height: number(0.02, 0.5),
});

export const anyFace = fc
  .record({ box: anyBox, happiness: number(0, 1), sure: number(0.4, 1), uncertain: fc.boolean() })
  .map(({ box, happiness, sure, uncertain }) =>
    faceAt(box, {
      scores: { happiness, neutral: 1 - happiness },
      detectionConfidence: sure,
      uncertain,
    }),
  );
