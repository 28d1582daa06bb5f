import { area, overlap, type Rect, type Size } from './rect.ts';

/**
 * Where badges go so that people can tell which face each belongs to and read all of them: a greedy form of point
 * feature labelling (Christensen, Marks and Shieber, 1995): each badge, in turn, takes the cheapest of a few places.
 * Pure; every rectangle is in the same pixels.
 */

/** What one badge may look like, from the fullest form to the shortest. */
export type BadgeForms = readonly Size[];

export interface PlacedBadge {
  readonly rect: Rect;
  /** Index of the chosen form. */
  readonly form: number;
}

/** Pixels between a face box and its badge. */
const GAP = 4;
/** What it costs, for each pixel of a badge, to cover another badge, another face, or its own face. */
const OVER_BADGE = 12;
const OVER_FACE = 2;
const OVER_OWN_FACE = 0.4;
/** What it costs to leave the picture: neighbours may have badges of their own there. */
const OUTSIDE = 1;
/** What it costs, as a part of the badge's area, to shorten it by one form or to take the next best place. */
const SHORTER = 0.35;
const NEXT_PLACE = 0.02;

function clampTo(rect: Rect, bounds: Rect): Rect {
  const x = Math.max(bounds.x, Math.min(rect.x, bounds.x + bounds.width - rect.width));
  const y = Math.max(bounds.y, Math.min(rect.y, bounds.y + bounds.height - rect.height));
  return { ...rect, x, y };
}

/** Above, below, then inside at the foot and at the head; the best first. Pushed aside to stay in the picture. */
function placesAround(face: Rect, size: Size, picture: Rect): Rect[] {
  const middle = face.x + (face.width - size.width) / 2;
  const lastX = picture.x + picture.width - size.width;
  const x = lastX < picture.x ? middle : Math.max(picture.x, Math.min(middle, lastX));
  const bottom = face.y + face.height;
  return [face.y - GAP - size.height, bottom + GAP, bottom - GAP - size.height, face.y + GAP].map((y) => ({
    x,
    y,
    ...size,
  }));
}

/**
 * @param faces face boxes
 * @param forms the forms of each face's badge, in the order of `faces`
 * @param picture the visible part of the picture, where badges had best stay
 * @param bounds where they have to stay
 */
export function layOutBadges(
  faces: readonly Rect[],
  forms: readonly BadgeForms[],
  picture: Rect,
  bounds: Rect,
): PlacedBadge[] {
  const placed: PlacedBadge[] = [];
  const costOf = (rect: Rect, own: Rect) => {
    let cost = OUTSIDE * (area(rect) - overlap(rect, picture)) + OVER_OWN_FACE * overlap(rect, own);
    for (const other of placed) cost += OVER_BADGE * overlap(rect, other.rect);
    for (const face of faces) if (face !== own) cost += OVER_FACE * overlap(rect, face);
    return cost;
  };
  faces.forEach((face, index) => {
    const sizes = forms[index] ?? [];
    const fullest = area(sizes[0] ?? { width: 0, height: 0 });
    let best: PlacedBadge = { rect: { x: face.x, y: face.y, width: 0, height: 0 }, form: 0 };
    let lowest = Number.POSITIVE_INFINITY;
    sizes.forEach((size, form) => {
      placesAround(face, size, picture).forEach((place, rank) => {
        const rect = clampTo(place, bounds);
        const cost = costOf(rect, face) + fullest * (SHORTER * form + NEXT_PLACE * rank);
        if (cost >= lowest) return;
        lowest = cost;
        best = { rect, form };
      });
    });
    placed.push(best);
  });
  return placed;
}
