import type { Box } from '../../vision/types.ts';
import { holds, intersect, isEmpty, type Rect, UNIT, within } from './rect.ts';

/** A face in fractions of the content box that shows its picture. */
export function faceInContent(face: Box, bitmap: Rect): Rect {
  return within(bitmap, face);
}

/**
 * Whether the middle of a face can be seen: a face that is mostly cut away gets no badge.
 *
 * @param seen the part of the content box that can be seen, in fractions of it
 */
export function isCentreShown(face: Rect, seen: Rect = UNIT): boolean {
  return holds(seen, face.x + face.width / 2, face.y + face.height / 2);
}

/**
 * What the content box cuts off a face, as a CSS `inset()` in fractions of the face box: `[top, right, bottom, left]`.
 * The face box is not empty.
 */
export function cutOf(face: Rect): readonly [number, number, number, number] {
  const shown = intersect(face, UNIT);
  if (isEmpty(shown)) return [1, 1, 1, 1];
  return [
    (shown.y - face.y) / face.height,
    (face.x + face.width - shown.x - shown.width) / face.width,
    (face.y + face.height - shown.y - shown.height) / face.height,
    (shown.x - face.x) / face.width,
  ];
}
