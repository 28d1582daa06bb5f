import { isImage } from './discovery/dom.ts';
import { isLargeEnough } from './discovery/readable-size.ts';
import { overlap, type Rect } from './overlay/rect.ts';
import type { Picture } from './picture.ts';

/** From the middle of an element's box to the middle of the viewport, in CSS pixels. */
export function distanceFromView(box: Rect): number {
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

/** The side of a box, in CSS pixels, from which on no border, padding or fit leaves an image too small to be read. */
const CLEARLY_LARGE = 100;

/** The same where it can be told of an element's box alone: of most images, without measuring anything. */
export function isClearlyLarge({ element, width, height }: Picture, box: Rect): boolean {
  if (!isImage(element)) return false;
  const isLong = Math.max(width, height) > 3 * Math.min(width, height);
  return !isLong && Math.min(box.width, box.height) >= CLEARLY_LARGE;
}

/** Measured, because the observers of a reader that was just made have not told anything yet. */
export function isInView(picture: Picture): boolean {
  const view = { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight };
  return isShownLarge(picture) && overlap(picture.place().content, view) > 0;
}
