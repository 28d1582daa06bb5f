import { overlap, type Rect, type Size } from '../overlay/rect.ts';

/** Pixels between the card and what it stands beside, and between the card and the edge of the viewport. */
const GAP = 8;

function clampTo(place: Rect, room: Rect): Rect {
  const x = Math.max(room.x, Math.min(place.x, room.x + room.width - place.width));
  const y = Math.max(room.y, Math.min(place.y, room.y + room.height - place.height));
  return { ...place, x, y };
}

/** Beside the face, below and above face and badge, then close to the badge: the first is the best. */
function placesBeside(badge: Rect, face: Rect, card: Size): Rect[] {
  const x = badge.x + (badge.width - card.width) / 2;
  const y = face.y + (face.height - card.height) / 2;
  const top = Math.min(badge.y, face.y);
  const bottom = Math.max(badge.y + badge.height, face.y + face.height);
  return [
    { ...card, x: face.x + face.width + GAP, y },
    { ...card, x: face.x - GAP - card.width, y },
    { ...card, x, y: bottom + GAP },
    { ...card, x, y: top - GAP - card.height },
    { ...card, x, y: badge.y + badge.height + GAP },
    { ...card, x, y: badge.y - GAP - card.height },
  ];
}

/**
 * Where the card goes: inside the viewport, if it fits there, and where it hides the least of its badge and face.
 * All in pixels of the same viewport; pure.
 */
export function placeCard(
  badge: Rect,
  face: Rect,
  card: Size,
  viewport: Rect,
): { readonly x: number; readonly y: number } {
  const room = {
    x: viewport.x + GAP,
    y: viewport.y + GAP,
    width: viewport.width - 2 * GAP,
    height: viewport.height - 2 * GAP,
  };
  const places = placesBeside(badge, face, card).map((place) => clampTo(place, room));
  // A hidden badge is worse than a hidden face: the pointer is on it.
  const costOf = (place: Rect) => 10 * overlap(place, badge) + overlap(place, face);
  return places.reduce((best, place) => (costOf(place) < costOf(best) ? place : best));
}
