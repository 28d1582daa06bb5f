/** An element of the overlay with its class and its children; text goes in as text, never as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** Sets a property of an inline style only where it changes, because every write may cost the page a layout. */
export function setStyle(target: HTMLElement, property: string, value: string): void {
  if (target.style.getPropertyValue(property) === value) return;
  target.style.setProperty(property, value);
}
