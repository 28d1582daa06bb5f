import type { Tree } from '../picture.ts';

/**
 * Forms and documents let the names of what they hold hide their own properties: in `<form><input name="parentNode">`
 * `form.parentNode` is the input, for content scripts too. These ask the prototype, which no page can change for us.
 */

function getter<V>(prototype: object, name: string): (of: Node) => V {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (of) => get?.call(of) as V;
}

export const isConnected = getter<boolean>(Node.prototype, 'isConnected');

export function listen(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(target, type, listener, options);
}

const { getAttribute } = Element.prototype;

export function attributeOf(element: Element, name: string): string {
  return getAttribute.call(element, name) ?? '';
}

/** Every element of a tree that a selector names, without its root. */
export function queryAll(root: Tree, selector: string): NodeListOf<Element> {
  if (root instanceof Document) return Document.prototype.querySelectorAll.call(root, selector);
  const { prototype } = root instanceof Element ? Element : DocumentFragment;
  return prototype.querySelectorAll.call(root, selector);
}

/** The same, and the root where it is named too. */
export function* queryWith(root: Tree, selector: string): Iterable<Element> {
  if (root instanceof Element && matches(root, selector)) yield root;
  yield* queryAll(root, selector);
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}
