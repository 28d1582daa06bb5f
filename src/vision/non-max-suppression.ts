import type { Candidate } from './decode-detections.ts';
import { intersectionOverUnion } from './geometry.ts';

/**
 * Keeps the surest candidate of each heap of overlapping ones, surest first (greedy non-maximum suppression).
 *
 * @param mostOverlap intersection over union above which two boxes are taken to show the same face
 * @param mostFaces the search ends when so many are kept
 */
export function suppressOverlaps(
  candidates: readonly Candidate[],
  mostOverlap: number,
  mostFaces: number,
): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    if (kept.length >= mostFaces) break;
    if (kept.every((other) => intersectionOverUnion(other.box, candidate.box) <= mostOverlap)) {
      kept.push(candidate);
    }
  }
  return kept;
}
