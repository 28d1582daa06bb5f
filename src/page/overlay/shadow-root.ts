/** The part of the extension's interface that opens closed shadow trees to content scripts. */
interface ExtensionDom {
  readonly dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
}

/** The shadow tree of an element, also a closed one where the browser lets an extension see it. */
export function shadowRootOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  const { chrome } = globalThis as { chrome?: ExtensionDom };
  return element instanceof HTMLElement ? (chrome?.dom?.openOrClosedShadowRoot(element) ?? null) : null;
}
