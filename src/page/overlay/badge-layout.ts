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
/**
 * Costs, in areas of a full badge: hiding all of another badge as large, all of another face, all of its own face;
 * lying outside the picture, where neighbours may have badges of their own; each form shorter than the full one, and
 * each place worse than the best.
 */
const COSTS = { badge: 12, face: 6, ownFace: 3, outside: 1, shorter: 0.35, place: 0.02 };

function clampTo(rect: Rect, bounds: Rect): Rect {
  const x = Math.max(bounds.x, Math.min(rect.x, bounds.x + bounds.width - rect.width));
  const y = Math.max(bounds.y, Math.min(rect.y, bounds.y + bounds.height - rect.height));
  return { ...rect, x, y };
}

/** Above, below, inside at the foot and at the head, then beside; the best first. */
function placesAround(face: Rect, size: Size, picture: Rect): Rect[] {
  const right = face.x + face.width;
  const bottom = face.y + face.height;
  const middle = face.x + (face.width - size.width) / 2;
  // Pushed aside to stay in the picture, if it is wide enough.
  const lastX = picture.x + picture.width - size.width;
  const x = lastX < picture.x ? middle : Math.max(picture.x, Math.min(middle, lastX));
  const y = face.y + (face.height - size.height) / 2;
  return [
    { ...size, x, y: face.y - GAP - size.height },
    { ...size, x, y: bottom + GAP },
    { ...size, x, y: bottom - GAP - size.height },
    { ...size, x, y: face.y + GAP },
    { ...size, x: right + GAP, y },
    { ...size, x: face.x - GAP - size.width, y },
  ];
}

/** The share of a face that a badge hides. */
function hiddenShare(badge: Rect, face: Rect): number {
  return area(face) > 0 ? overlap(badge, face) / area(face) : 0;
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
  const costOf = (badge: Rect, own: Rect, fullArea: number) => {
    let cost = (COSTS.outside * (area(badge) - overlap(badge, picture))) / fullArea;
    for (const other of placed) cost += (COSTS.badge * overlap(badge, other.rect)) / fullArea;
    for (const face of faces) {
      cost += (face === own ? COSTS.ownFace : COSTS.face) * hiddenShare(badge, face);
    }
    return cost;
  };
  faces.forEach((face, index) => {
    const sizes = forms[index] ?? [];
    const fullArea = Math.max(1, area(sizes[0] ?? { width: 0, height: 0 }));
    let best: PlacedBadge = { rect: { x: face.x, y: face.y, width: 0, height: 0 }, form: 0 };
    let lowest = Number.POSITIVE_INFINITY;
    sizes.forEach((size, form) => {
      if (COSTS.shorter * form >= lowest) return;
      placesAround(face, size, picture).forEach((place, rank) => {
        const least = COSTS.shorter * form + COSTS.place * rank;
        if (least >= lowest) return;
        const rect = clampTo(place, bounds);
        const cost = least + costOf(rect, face, fullArea);
        if (cost >= lowest) return;
        lowest = cost;
        best = { rect, form };
      });
    });
    placed.push(best);
  });
  return placed;
}
