import { contains } from '../discovery/dom.ts';
import { shadowRootOf } from '../discovery/shadow-roots.ts';
import { parentInView } from './anchorage.ts';
import type { Point } from './matrix.ts';
import { isOpaque } from './opacity.ts';
import { isPaintedOver } from './paint-order.ts';
import type { Rect } from './rect.ts';
import { isUnderUntouchable } from './untouchable-covers.ts';

/** How many of the five points of a face are covered where the face counts as covered. */
const MOST = 3;

/** The middle of a face, and half-way from there to its corners. */
export function pointsOf({ x, y, width, height }: Rect): readonly Point[] {
  const at = (across: number, down: number) => ({ x: x + width * across, y: y + height * down });
  return [at(0.5, 0.5), at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)];
}

/** What is at a point of the viewport, the uppermost first, with what is in shadow trees of any kind. */
function* hitsAt(root: Document | ShadowRoot, { x, y }: Point, ours: Element): Iterable<Element> {
  for (const hit of root.elementsFromPoint(x, y)) {
    if (hit.getRootNode() !== root || hit === ours) continue;
    const inside = shadowRootOf(hit);
    if (inside) yield* hitsAt(inside, { x, y }, ours);
    yield hit;
  }
}

/** Browsers let no pointer, and no test for one, meet such an element. */
function meetsNoPointer(element: Element): boolean {
  if (getComputedStyle(element).pointerEvents === 'none') return true;
  if (element instanceof HTMLImageElement && element.useMap !== '') return true;
  if (document.querySelector(':modal') !== null) return true;
  for (let up: Element | null = element; up; up = parentInView(up)) if (up.hasAttribute('inert')) return true;
  return false;
}

/** What is uppermost at a point, also in shadow trees. To ask for one element costs a browser far less than for all. */
function uppermostAt({ x, y }: Point): Element | null {
  let hit = document.elementFromPoint(x, y);
  for (let inside = hit && shadowRootOf(hit); hit && inside; inside = shadowRootOf(hit)) {
    const deeper = inside.elementFromPoint(x, y);
    if (deeper === null || deeper === hit || deeper.getRootNode() !== inside) break;
    hit = deeper;
  }
  return hit;
}

/**
 * A pointer beside a dialog or a popover meets it too: there it is the backdrop, which the browser paints over the page and
 * over our badges alike.
 */
function isBackdrop(hit: Element, { x, y }: Point): boolean {
  if (!hit.matches(':modal, :popover-open')) return false;
  const { left, right, top, bottom } = hit.getBoundingClientRect();
  return x < left || x > right || y < top || y > bottom;
}

/** Whether it is the picture that was met: the background of the body may be painted beside the body, on the root element. */
function isPicture(hit: Element | null, element: Element): boolean {
  const { body, documentElement } = element.ownerDocument;
  return hit === element || (element === body && hit === documentElement);
}

function isPointCovered(element: Element, point: Point, ours: Element): boolean {
  return isHitFirst(element, point, ours) ? isUnderUntouchable(element, point) : true;
}

/** Whether nothing opaque that a pointer meets lies over the picture at this point. */
function isHitFirst(element: Element, point: Point, ours: Element): boolean {
  if (isPicture(uppermostAt(point), element)) return true;
  const covers: Element[] = [];
  for (const hit of hitsAt(document, point, ours)) {
    if (isPicture(hit, element)) return covers.length === 0;
    if (isOpaque(hit) && !isBackdrop(hit, point)) covers.push(hit);
  }
  // What is there for no pointer has to be told from what is cut away.
  if (!meetsNoPointer(element)) return false;
  return !covers.some((cover) => !contains(cover, element) && isPaintedOver(cover, element));
}

function isInViewport({ x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
}

/**
 * Whether something hides a face: another element over it, or a clip around it, of whatever shape. Found by asking the
 * browser what lies at the face's middle, and where that is hidden, at four points around it. What a `mask` takes away is
 * not seen. Of what is out of view nothing is known.
 *
 * @param face on screen
 * @param ours the overlay's host, which covers nothing
 */
export function isFaceCovered(element: Element, face: Rect, ours: Element): boolean {
  const [middle, ...around] = pointsOf(face);
  if (middle === undefined || !isInViewport(middle) || !isPointCovered(element, middle, ours)) return false;
  const seen = around.filter(isInViewport);
  const covered = seen.filter((point) => isPointCovered(element, point, ours)).length;
  // Points out of view are as the middle is.
  return 1 + covered + (around.length - seen.length) >= MOST;
}
