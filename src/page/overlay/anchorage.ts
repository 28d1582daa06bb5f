import { type Clipper, clipperOf } from './clipper.ts';
import { contains } from './containing-block.ts';
import { onceALook } from './one-look.ts';
import { parentInView } from './parent-in-view.ts';
import type { PseudoElement } from './pseudo-box.ts';

/** What an element's place on screen depends on, apart from its own box. */
export interface Anchorage {
  /** `viewport`: the element or something around it is fixed there, and does not scroll with the document. */
  readonly to: 'document' | 'viewport';
  /** Something around it sticks, so it moves against the document while that scrolls. */
  readonly sticky: boolean;
  /** Its own style moves what is seen in its box while something scrolls. */
  readonly drifts: boolean;
  /** Elements around it that cut or scroll it, from the innermost outwards. */
  readonly clippers: readonly Clipper[];
  /** The element of the top layer that it lies in: a dialog, a popover, or what fills the screen. */
  readonly top: Element | undefined;
  /** What it lies in, from its parent outwards to the document's root, or to that element of the top layer. */
  readonly around: readonly Element[];
  /** The shadow trees that it, or what is around it, lies in. */
  readonly trees: ReadonlySet<ShadowRoot>;
}

/** Whether an element is in the top layer: CSS Positioned Layout 4, section 6. */
export function isOnTop(element: Element): boolean {
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
    contains: (position: string) => contains(position, element, style),
    clipper: clipperOf(element, style),
    isOnTop: isOnTop(element),
    tree: treeOf(element),
  };
});

/** Whether a background stays in view while its box scrolls, or scrolls in it, or an animation goes on as something scrolls. */
function driftsBy(style: CSSStyleDeclaration): boolean {
  if (/fixed|local/.test(style.backgroundAttachment)) return true;
  return /scroll\(|view\(|--/.test(style.getPropertyValue('animation-timeline'));
}

/**
 * Walks up from an element. Costs a style look-up for each ancestor: keep the answer until styles change.
 *
 * @param pseudo where it is this that lies in the element
 */
export function anchorageOf(element: Element, pseudo?: PseudoElement): Anchorage {
  const clippers: Clipper[] = [];
  const style = getComputedStyle(element, pseudo);
  let { position } = style;
  let sticky = position === 'sticky';
  let top = !pseudo && isOnTop(element) ? element : undefined;
  const around: Element[] = [];
  const trees = new Set<ShadowRoot>();
  const addTree = (tree: ShadowRoot | undefined) => tree && trees.add(tree);
  addTree(treeOf(element));
  for (let up = pseudo ? element : parentInView(element); up && top === undefined; up = parentInView(up)) {
    around.push(up);
    const ancestor = ancestorOf(up);
    if (ancestor.contains(position)) {
      if (ancestor.clipper) clippers.push(ancestor.clipper);
      position = ancestor.position;
      sticky ||= position === 'sticky';
    }
    if (ancestor.isOnTop) top = up;
    addTree(ancestor.tree);
  }
  const drifts = driftsBy(style);
  // What is in the top layer hangs on the viewport, or on the document, whatever lies around it in the tree.
  return { to: position === 'fixed' ? 'viewport' : 'document', sticky, drifts, clippers, top, around, trees };
}

/** Whether an element lies in the same others as it did; costs no look at styles. */
export function isStillIn({ around, top }: Anchorage, element: Element): boolean {
  let up = around[0] === element ? element : parentInView(element);
  for (const each of around) {
    if (up !== each) return false;
    up = parentInView(each);
  }
  return top !== undefined || up === null;
}
