import { isDocument } from './discovery/dom.ts';
import { shadowRootOf } from './discovery/shadow-roots.ts';

/** Elements looked at under a pointer; a deeper pile is no page for people. */
const DEEPEST = 40;

/** What lies at a point of the viewport, uppermost first, down into shadow trees, open and closed. */
export function elementsAt(x: number, y: number): Element[] {
  const pile = new Set<Element>();
  const look = (root: Document | ShadowRoot, depth: number) => {
    // Asked of the prototype, because an image may be named like the method.
    const elements = (isDocument(root) ? Document : ShadowRoot).prototype.elementsFromPoint.call(root, x, y);
    for (const element of elements.slice(0, DEEPEST)) {
      const inner = shadowRootOf(element);
      if (inner && inner !== root && depth < DEEPEST) look(inner, depth + 1);
      if (pile.size < DEEPEST) pile.add(element);
    }
  };
  look(document, 0);
  return [...pile];
}
