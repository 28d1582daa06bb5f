import { type Clipper, clipperOf } from './clipper.ts';
import { onceALook } from './one-look.ts';

/** What an element's place on screen depends on, apart from its own box. */
export interface Anchorage {
  /** `viewport`: the element or something around it is fixed there, and does not scroll with the document. */
  readonly to: 'document' | 'viewport';
  /** Something around it sticks, so it moves against the document while that scrolls. */
  readonly sticky: boolean;
  /** Elements around it that cut or scroll it, from the innermost outwards. */
  readonly clippers: readonly Clipper[];
  /** The element of the top layer that it lies in: a dialog, a popover, or what fills the screen. */
  readonly top: Element | undefined;
  /** The shadow trees that it, or what is around it, lies in. */
  readonly trees: ReadonlySet<ShadowRoot>;
}

function getterOf<V>(prototype: object, name: string): (of: Node) => V | undefined {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (of) => get?.call(of) as V | undefined;
}

/** Asked of the prototype: what a form holds can hide the form's own properties behind its name. */
export const parentOf = getterOf<Node | null>(Node.prototype, 'parentNode');
const slotOf = getterOf<HTMLSlotElement | null>(Element.prototype, 'assignedSlot');

/** What an element lies in on screen: its slot, or the host of its shadow tree, before its parent. */
export function parentInView(element: Element): Element | null {
  const parent = slotOf(element) ?? parentOf(element);
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

const CONTAINS_LAYOUT = /paint|layout|strict|content/;

/** What holds even fixed boxes: CSS Transforms 2, section 4; Filter Effects 1, section 5; Containment 2, section 3. */
function containsFixed(style: CSSStyleDeclaration): boolean {
  const { transform, translate, rotate, scale, perspective, filter, backdropFilter, willChange } = style;
  return (
    [transform, translate, rotate, scale, perspective, filter, backdropFilter].some(
      (value) => value !== 'none' && value !== '',
    ) ||
    CONTAINS_LAYOUT.test(style.contain) ||
    /transform|translate|rotate|scale|perspective|filter/.test(willChange) ||
    style.contentVisibility === 'auto'
  );
}

/** Whether boxes of this position are laid out, and cut, by an ancestor of this style. */
function contains(position: string, style: CSSStyleDeclaration): boolean {
  if (position === 'fixed') return containsFixed(style);
  return position !== 'absolute' || style.position !== 'static' || containsFixed(style);
}

/** The element that an absolutely positioned child of `element` is laid out by; the root element where none is. */
export function containingBlockOf(element: Element): Element {
  for (let up: Element | null = element; up; up = parentInView(up)) {
    if (contains('absolute', getComputedStyle(up))) return up;
  }
  return element.ownerDocument.documentElement;
}

/** Whether an element is in the top layer: CSS Positioned Layout 4, section 6. */
function isOnTop(element: Element): boolean {
  return Element.prototype.matches.call(element, ':modal, :popover-open, :fullscreen');
}

/** The innermost element of the top layer that an element lies in. */
export function topOf(element: Element): Element | undefined {
  for (let up: Element | null = element; up; up = parentInView(up)) if (isOnTop(up)) return up;
  return undefined;
}

function treeOf(element: Element): ShadowRoot | undefined {
  const root = Node.prototype.getRootNode.call(element);
  return root instanceof ShadowRoot ? root : undefined;
}

/** What an ancestor does to what lies in it. */
const ancestorOf = onceALook((element) => {
  const style = getComputedStyle(element);
  return {
    position: style.position,
    contains: (position: string) => contains(position, style),
    clipper: clipperOf(element, style),
    isOnTop: isOnTop(element),
    tree: treeOf(element),
  };
});

/** Walks up from an element. Costs a style look-up for each ancestor: keep the answer until styles change. */
export function anchorageOf(element: Element): Anchorage {
  const clippers: Clipper[] = [];
  let { position } = getComputedStyle(element);
  let sticky = position === 'sticky';
  let top = isOnTop(element) ? element : undefined;
  const trees = new Set<ShadowRoot>();
  const addTree = (tree: ShadowRoot | undefined) => tree && trees.add(tree);
  addTree(treeOf(element));
  for (let up = parentInView(element); up && top === undefined; up = parentInView(up)) {
    const ancestor = ancestorOf(up);
    if (ancestor.contains(position)) {
      if (ancestor.clipper) clippers.push(ancestor.clipper);
      position = ancestor.position;
      sticky ||= position === 'sticky';
    }
    if (ancestor.isOnTop) top = up;
    addTree(ancestor.tree);
  }
  // What is in the top layer hangs on the viewport, or on the document, whatever lies around it in the tree.
  return { to: position === 'fixed' ? 'viewport' : 'document', sticky, clippers, top, trees };
}
