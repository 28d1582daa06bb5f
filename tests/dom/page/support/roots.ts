/**
 * Closed shadow roots of the overlay, which a page cannot reach: this is how its tests do. The roots stay closed.
 */
const roots: ShadowRoot[] = [];
const attachShadow = Element.prototype.attachShadow;
Element.prototype.attachShadow = function attach(init) {
  const root = attachShadow.call(this, init);
  if (this.localName === 'mien-overlay') roots.push(root);
  return root;
};

/** The root of the host that is in the page now. */
export function overlayRoot(): ShadowRoot | undefined {
  return roots.findLast((root) => root.host.isConnected);
}

export function drawn(selector: string): HTMLElement[] {
  const all = [...(overlayRoot()?.querySelectorAll<HTMLElement>(selector) ?? [])];
  return all.filter((element) => element.getClientRects().length > 0);
}

/** The faces that are on screen. */
export function drawnFaces(): HTMLElement[] {
  return drawn('[data-expression]');
}

export function drawnBadges(): HTMLElement[] {
  return drawn('.badge');
}
