import { isLargeEnough } from './discovery/readable-size.ts';
import { overlap } from './overlay/rect.ts';
import type { Picture } from './picture.ts';

/** From the middle of a picture's element to the middle of the viewport, in CSS pixels. */
export function distanceFromView({ element }: Picture): number {
  const box = element.getBoundingClientRect();
  const dx = box.x + box.width / 2 - window.innerWidth / 2;
  const dy = box.y + box.height / 2 - window.innerHeight / 2;
  return Math.hypot(dx, dy);
}

/** Whether a picture is shown large enough to be read: both what can be seen of it and its bitmap. Measures. */
export function isShownLarge(picture: Picture): boolean {
  const { content, bitmap } = picture.place();
  const drawn = { width: content.width * bitmap.width, height: content.height * bitmap.height };
  return isLargeEnough(content) && isLargeEnough(drawn);
}

/** Measured, because the observers of a reader that was just made have not told anything yet. */
export function isInView(picture: Picture): boolean {
  const view = { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight };
  return isShownLarge(picture) && overlap(picture.place().content, view) > 0;
}
