import type { Tree } from '../picture.ts';

/**
 * Forms and documents let the names of what they hold hide their own properties: in `<form><input name="parentNode">`
 * `form.parentNode` is the input, for content scripts too. These ask the prototype, which no page can change for us.
 * And an element that came from another frame is an instance of that frame's classes, so no `instanceof` is asked.
 */

function getter<V>(prototype: object, name: string): (of: Node) => V {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  return (of) => get?.call(of) as V;
}

const isConnectedOf = getter<boolean>(Node.prototype, 'isConnected');
const documentOf = getter<Document | null>(Node.prototype, 'ownerDocument');
export const localNameOf: (element: Element) => string = getter(Element.prototype, 'localName');
const nodeTypeOf = getter<number>(Node.prototype, 'nodeType');
export const childrenOf: (element: Element) => HTMLCollection = getter(Element.prototype, 'children');
export const nextOf: (element: Element) => Element | null = getter(Element.prototype, 'nextElementSibling');
export const previousOf: (element: Element) => Element | null = getter(
  Element.prototype,
  'previousElementSibling',
);
const { getAttribute, getBoundingClientRect, matches: matchesOf } = Element.prototype;

/** Whether a node is on this page, and neither removed nor taken to another frame. */
export function isConnected(node: Node): boolean {
  return isConnectedOf(node) && (documentOf(node) ?? node) === document;
}

export function isElement(target: EventTarget | null | undefined): target is Element {
  return !!target && 'nodeType' in target && nodeTypeOf(target as Node) === Node.ELEMENT_NODE;
}

export function isDocument(node: Node): node is Document {
  return nodeTypeOf(node) === Node.DOCUMENT_NODE;
}

export function isImage(element: Element): element is HTMLImageElement {
  return localNameOf(element) === 'img' && 'naturalWidth' in element;
}

export function isCanvas(element: Element): element is HTMLCanvasElement {
  return localNameOf(element) === 'canvas' && 'getContext' in element;
}

export function listen(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options: AddEventListenerOptions,
): void {
  EventTarget.prototype.addEventListener.call(target, type, listener, options);
}

/** The upright box around an element, in the viewport. */
export function boxOf(element: Element): DOMRect {
  return getBoundingClientRect.call(element);
}

export function contains(element: Element, other: Element): boolean {
  return Node.prototype.contains.call(element, other);
}

export function attributeOf(element: Element, name: string): string {
  return getAttribute.call(element, name) ?? '';
}

export function matches(element: Element, selector: string): boolean {
  return matchesOf.call(element, selector);
}

/** Every element of a tree that a selector names, without its root. */
export function queryAll(root: Tree, selector: string): NodeListOf<Element> {
  if (isDocument(root)) return Document.prototype.querySelectorAll.call(root, selector);
  const { prototype } = isElement(root) ? Element : DocumentFragment;
  return prototype.querySelectorAll.call(root, selector);
}

/** The same, and the root where it is named too. */
export function* queryWith(root: Tree, selector: string): Iterable<Element> {
  if (isElement(root) && matches(root, selector)) yield root;
  yield* queryAll(root, selector);
}
