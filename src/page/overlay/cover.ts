import { shadowRootOf } from '../discovery/shadow-roots.ts';
import { type Anchorage, anchorageOf } from './anchorage.ts';
import type { Point } from './matrix.ts';
import { isOpaque } from './opacity.ts';
import { isPaintedOver } from './paint-order.ts';
import { parentInView } from './parent-in-view.ts';
import { coveringPseudos, isUnderPseudo } from './pseudo-covers.ts';
import type { Rect } from './rect.ts';
import { untouchableOver } from './untouchable-covers.ts';

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

function isAround(element: Element, inner: Element): boolean {
  for (let up: Element | null = inner; up; up = parentInView(up)) if (up === element) return true;
  return false;
}

/** Whether what a pointer meets before the picture hides it there, itself or by what comes before or after its content. */
function isCover(hit: Element, element: Element, point: Point): boolean {
  if (isBackdrop(hit, point)) return false;
  // What the picture lies in is met first where a pseudo-element of it lies there; its own colour is behind the picture.
  const mayBeBehind = isAround(hit, element);
  if (isOpaque(hit, point) && !(mayBeBehind && !isPaintedOver(hit, element))) return true;
  return isUnderPseudo(hit, coveringPseudos(hit), element, point);
}

/** What hides a point of a picture: an element over it, or the picture itself where it is cut away there. */
function hiderAt(element: Element, point: Point, ours: Element): Element | undefined {
  if (isPicture(uppermostAt(point), element)) return untouchableOver(element, point);
  const covers: Element[] = [];
  for (const hit of hitsAt(document, point, ours)) {
    if (isPicture(hit, element)) return covers[0] ?? untouchableOver(element, point);
    if (isCover(hit, element, point)) covers.push(hit);
  }
  // What is there for no pointer has to be told from what is cut away.
  if (!meetsNoPointer(element)) return covers[0] ?? element;
  const cover = covers.find((each) => !isAround(each, element) && isPaintedOver(each, element));
  return cover ?? untouchableOver(element, point);
}

function isInViewport({ x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight;
}

/**
 * How a face is hidden. `passing`: by what does not move along with the picture, as a header or a dialog does not: the person has
 * but to scroll or to close it. `lasting`: by what the page itself has laid over it, or cut from it.
 */
export type Hiding = 'passing' | 'lasting' | undefined;

function isElsewhere(cover: Anchorage, picture: Anchorage): boolean {
  return cover.top !== picture.top || cover.to !== picture.to || cover.sticky !== picture.sticky;
}

/**
 * Whether something hides a face: another element over it, or a clip around it, of whatever shape. Found by asking the
 * browser what lies at the face's middle, and where that is hidden, at four points around it. What a `mask` takes away is
 * not seen. Of what is out of view nothing is known.
 *
 * @param face on screen
 * @param ours the overlay's host, which covers nothing
 */
export function hidingOf(element: Element, face: Rect, ours: Element): Hiding {
  const [middle, ...around] = pointsOf(face);
  if (middle === undefined || !isInViewport(middle)) return undefined;
  const hider = hiderAt(element, middle, ours);
  if (hider === undefined) return undefined;
  const seen = around.filter(isInViewport);
  const covered = seen.filter((point) => hiderAt(element, point, ours) !== undefined).length;
  // Points out of view are as the middle is.
  if (1 + covered + (around.length - seen.length) < MOST) return undefined;
  return isElsewhere(anchorageOf(hider), anchorageOf(element)) ? 'passing' : 'lasting';
}
