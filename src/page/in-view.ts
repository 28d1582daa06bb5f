import { isLargeEnough } from './discovery/readable-size.ts';
import { overlap, rectOf } from './overlay/rect.ts';
import type { Picture } from './picture.ts';

/** From the middle of a picture's element to the middle of the viewport, in CSS pixels. */
export function distanceFromView({ element }: Picture): number {
  const box = element.getBoundingClientRect();
  const dx = box.x + box.width / 2 - window.innerWidth / 2;
  const dy = box.y + box.height / 2 - window.innerHeight / 2;
  return Math.hypot(dx, dy);
}

/** Measured, because the observers of a reader that was just made have not told anything yet. */
export function isInView({ element }: Picture): boolean {
  const box = rectOf(element.getBoundingClientRect());
  const view = { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight };
  return isLargeEnough(box) && overlap(box, view) > 0;
}
