/**
 * Faces on which a network is unsure are shown to it once more, mirrored: an expression and its mirror image mean the same,
 * and two opinions err less than one (test-time augmentation: Krizhevsky et al., "ImageNet Classification with Deep
 * Convolutional Neural Networks", 2012). Only the unsure ones, because a second look costs as much as the first.
 */

/**
 * Places of the rows whose highest probability is below `below`.
 *
 * @param rows probabilities, one row for each face
 */
export function unsureRows(rows: readonly (readonly number[])[], below: number): number[] {
  return [...rows.keys()].filter((index) => Math.max(...(rows[index] ?? [])) < below);
}

/** The probabilities of the mean of two looks' logits: the geometric mean of theirs, made to sum to 1. */
export function meanOfLooks(first: readonly number[], second: readonly number[]): number[] {
  const products = first.map((probability, label) => Math.sqrt(probability * (second[label] ?? 0)));
  const total = products.reduce((sum, value) => sum + value, 0);
  return products.map((value) => value / total);
}
