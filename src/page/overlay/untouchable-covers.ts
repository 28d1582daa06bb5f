import { boxOf, childrenOf, contains } from '../discovery/dom.ts';
import { ownElements } from '../own-elements.ts';
import { parentInView } from './anchorage.ts';
import type { Point } from './matrix.ts';
import { isSolid } from './opacity.ts';
import { isPaintedOver } from './paint-order.ts';
import { holds, isEmpty, rectOf } from './rect.ts';

/** So many of the first and of the last children of an element are looked at: covers stand there, and lists have thousands. */
const MOST_CHILDREN = 6;
/** How deep such a cover is looked into: what paints it may lie inside. */
const DEEPEST = 3;

function* outerChildrenOf(element: Element): Generator<Element> {
  const children = childrenOf(element);
  const { length } = children;
  for (let index = 0; index < length; index += 1) {
    if (index === MOST_CHILDREN) index = Math.max(index, length - MOST_CHILDREN);
    const child = children[index];
    if (child) yield child;
  }
}

function* untouchable(parent: Element, depth: number): Generator<Element> {
  for (const child of outerChildrenOf(parent)) {
    // To ask for the style of what is not laid out is dear: scripts, templates, the head.
    if (ownElements.has(child) || isEmpty(boxOf(child))) continue;
    if (getComputedStyle(child).pointerEvents !== 'none') continue;
    yield child;
    if (depth < DEEPEST) yield* untouchable(child, depth + 1);
  }
}

let known = new WeakMap<Element, readonly Element[]>();

/** The page has changed: other elements may let pointers through. */
export function forgetUntouchables(): void {
  known = new WeakMap();
}

/** What an element that holds a picture holds beside it that no pointer meets. */
function untouchablesBeside(parent: Element): readonly Element[] {
  const before = known.get(parent);
  if (before) return before;
  const found = childrenOf(parent).length > 1 ? [...untouchable(parent, 1)] : [];
  known.set(parent, found);
  return found;
}

/**
 * Whether a point of a picture is hidden by something that no pointer meets (`pointer-events: none`), which hit tests leave
 * out. Looked for among what stands beside the picture and beside what it lies in, which is where pages put a cover; only
 * colours, gradients and frosted glass count, because pictures that let the pointer through are mostly ornaments with holes.
 */
export function isUnderUntouchable(picture: Element, { x, y }: Point): boolean {
  for (let up = parentInView(picture); up; up = parentInView(up)) {
    const isCovered = untouchablesBeside(up).some(
      (cover) =>
        !contains(cover, picture) &&
        holds(rectOf(boxOf(cover)), x, y) &&
        isSolid(cover) &&
        isPaintedOver(cover, picture),
    );
    if (isCovered) return true;
  }
  return false;
}
