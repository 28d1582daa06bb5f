import { boxOf, childrenOf, contains, isImage, localNameOf, nextOf, previousOf } from '../discovery/dom.ts';
import { shadowRootOf } from '../discovery/shadow-roots.ts';
import { ownElements } from '../own-elements.ts';
import type { Point } from './matrix.ts';
import { isSolid } from './opacity.ts';
import { isPaintedOver } from './paint-order.ts';
import { parentInView, parentOf } from './parent-in-view.ts';
import { coveringPseudos, isUnderPseudo } from './pseudo-covers.ts';
import { holds, isEmpty, rectOf } from './rect.ts';

/** So many of the first and of the last children of an element are looked at: covers stand there, and lists have thousands. */
const MOST_CHILDREN = 6;
/** And so many before and after what the picture lies in: in a list, each picture may have a cover of its own. */
const MOST_NEIGHBOURS = 1;
/** How deep such a cover is looked into: what paints it may lie inside. */
const DEEPEST = 3;
/** So many elements around a picture are asked what comes before and after their content, which is dear. */
const MOST_AROUND = 4;

function* outerChildrenOf(children: HTMLCollection): Generator<Element> {
  const { length } = children;
  for (let index = 0; index < length; index += 1) {
    if (index === MOST_CHILDREN) index = Math.max(index, length - MOST_CHILDREN);
    const child = children[index];
    if (child) yield child;
  }
}

function* neighboursOf(element: Element): Generator<Element> {
  for (const step of [previousOf, nextOf]) {
    let beside = step(element);
    for (let count = 0; beside && count < MOST_NEIGHBOURS; count += 1) {
      yield beside;
      beside = step(beside);
    }
  }
}

/** What lies in an element: its children, those of its shadow tree, or what a slot has been given. */
function* insideOf(element: Element): Generator<Element> {
  if (element instanceof HTMLSlotElement) yield* element.assignedElements().slice(0, MOST_CHILDREN);
  const root = shadowRootOf(element);
  if (root) yield* outerChildrenOf(root.children);
  yield* outerChildrenOf(childrenOf(element));
}

function* untouchable(elements: Iterable<Element>, depth: number): Generator<Element> {
  for (const element of elements) {
    if (ownElements.has(element)) continue;
    const name = localNameOf(element);
    const mayHoldOthers = depth < DEEPEST && (name === 'slot' || name.includes('-'));
    // To ask for the style of what is not laid out is dear: scripts, templates, the head.
    if (!isEmpty(boxOf(element)) && getComputedStyle(element).pointerEvents === 'none') {
      yield element;
      if (depth < DEEPEST) yield* untouchable(insideOf(element), depth + 1);
    } else if (mayHoldOthers) yield* untouchable(insideOf(element), depth + 1);
  }
}

/** What was found in an element, and next to one. */
let knownInside = new WeakMap<Node, readonly Element[]>();
let knownBeside = new WeakMap<Node, readonly Element[]>();
let knownPseudos = new WeakMap<Element, ReturnType<typeof coveringPseudos>>();

/** The page has changed: other elements may let pointers through. */
export function forgetUntouchables(): void {
  knownInside = new WeakMap();
  knownBeside = new WeakMap();
  knownPseudos = new WeakMap();
}

function once<K extends object, V>(known: WeakMap<K, V>, key: K, find: () => V): V {
  const before = known.get(key);
  if (before) return before;
  const found = find();
  known.set(key, found);
  return found;
}

function untouchablesIn(parent: Element | ShadowRoot): readonly Element[] {
  const children = parent instanceof Element ? childrenOf(parent) : parent.children;
  return once(knownInside, parent, () => [...untouchable(outerChildrenOf(children), 1)]);
}

/** What no pointer meets beside an element: outermost among its siblings, which share the answer, or next to it. */
function untouchablesBeside(element: Element): readonly Element[] {
  const parent = parentOf(element);
  if (!(parent instanceof Element || parent instanceof ShadowRoot)) return [];
  const children = parent instanceof Element ? childrenOf(parent) : parent.children;
  if (children.length < 2) return [];
  const outer = untouchablesIn(parent);
  if (children.length <= 2 * MOST_CHILDREN) return outer;
  const near = once(knownBeside, element, () => [...untouchable(neighboursOf(element), 1)]);
  return near.length > 0 ? [...near, ...outer] : outer;
}

/** What comes before and after the content of a box is laid over it where that box is positioned; to ask of all others is dear. */
function pseudosOver(host: Element): ReturnType<typeof coveringPseudos> {
  return getComputedStyle(host).position === 'static' ? [] : coveringPseudos(host);
}

function isUnderPseudosOf(host: Element, picture: Element, point: Point): boolean {
  const pseudos = once(knownPseudos, host, () => pseudosOver(host));
  return pseudos.length > 0 && isUnderPseudo(host, pseudos, picture, point);
}

function covers(cover: Element, picture: Element, point: Point): boolean {
  if (contains(cover, picture)) return false;
  if (isUnderPseudosOf(cover, picture, point)) return true;
  const isThere = holds(rectOf(boxOf(cover)), point.x, point.y);
  return isThere && isSolid(cover, point) && isPaintedOver(cover, picture);
}

/**
 * What hides a point of a picture though no pointer meets it (`pointer-events: none`): hit tests leave it out. Looked for
 * among what stands in the picture, beside it, and beside what it lies in, which is where pages put a cover, and in what comes before
 * and after the content of what it lies in.
 */
export function untouchableOver(picture: Element, point: Point): Element | undefined {
  let left = MOST_AROUND;
  const find = (covering: readonly Element[]) => covering.find((each) => covers(each, picture, point));
  if (!isImage(picture)) {
    const inside = find(untouchablesIn(picture));
    if (inside) return inside;
  }
  for (let branch: Element | null = picture; branch; branch = parentInView(branch)) {
    const cover = find(untouchablesBeside(branch));
    if (cover) return cover;
    // An image has nothing before or after its content.
    if (!isImage(branch) && left-- > 0 && isUnderPseudosOf(branch, picture, point)) return branch;
  }
  return undefined;
}
