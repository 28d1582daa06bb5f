import type { Expression, Scores } from '../vision/types.ts';

/** Every expression that the classifier knows with its probability, the most probable first. */
export function rankedScores(scores: Scores): readonly (readonly [Expression, number])[] {
  const entries = Object.entries(scores) as [Expression, number][];
  return entries.sort(([, a], [, b]) => b - a);
}
