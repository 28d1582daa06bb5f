import type { Rect, Size } from './rect.ts';

const GAP = 8;
const MARGIN = 8;

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

/**
 * Where the card goes: under its badge, or above it where there is more room, never beyond the viewport while it fits.
 * All in pixels of the same viewport; pure.
 */
export function placeCard(
  badge: Rect,
  card: Size,
  viewport: Rect,
): { readonly x: number; readonly y: number } {
  const below = badge.y + badge.height + GAP;
  const above = badge.y - GAP - card.height;
  const roomBelow = viewport.y + viewport.height - below;
  const roomAbove = badge.y - GAP - viewport.y;
  const y = roomBelow >= card.height + MARGIN || roomBelow >= roomAbove ? below : above;
  const middle = badge.x + (badge.width - card.width) / 2;
  const lastX = viewport.x + viewport.width - MARGIN - card.width;
  return { x: clamp(middle, viewport.x + MARGIN, Math.max(viewport.x + MARGIN, lastX)), y };
}
