import { localNameOf } from '../discovery/dom.ts';
import { shadowRootOf } from '../discovery/shadow-roots.ts';

function getterOf<V>(prototype: object, name: string): (of: Node) => V | undefined {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (of) => get?.call(of) as V | undefined;
}

/** Asked of the prototype: what a form holds can hide the form's own properties behind its name. */
export const parentOf = getterOf<Node | null>(Node.prototype, 'parentNode');
const slotOf = getterOf<HTMLSlotElement | null>(Element.prototype, 'assignedSlot');

/** The slot of a closed shadow tree that an element is shown in, which the element itself does not tell. */
function closedSlotOf(element: Element, host: Node | null | undefined): HTMLSlotElement | undefined {
  // Others have closed trees so seldom that it is not worth to ask all that pictures lie in.
  if (!(host instanceof HTMLElement) || !localNameOf(host).includes('-')) return undefined;
  const tree = shadowRootOf(host);
  if (tree?.mode !== 'closed') return undefined;
  return [...tree.querySelectorAll('slot')].find((slot) => slot.assignedNodes().includes(element));
}

/** What an element lies in on screen: its slot, or the host of its shadow tree, before its parent. */
export function parentInView(element: Element): Element | null {
  const outside = parentOf(element);
  const parent = slotOf(element) ?? closedSlotOf(element, outside) ?? outside;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}
