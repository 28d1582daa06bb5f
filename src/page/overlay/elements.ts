import type { Rect } from './rect.ts';

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

/**
 * Makes text that pages cannot search: `window.find` of a page looks into closed roots too, and selects what it finds
 * there, but not into what is inert. Screen readers do not hear it either; what they say stands in an attribute.
 */
export function hiddenFromSearch<E extends HTMLElement>(text: E): E {
  text.inert = true;
  return text;
}

const written = new WeakMap<HTMLElement, string>();

/**
 * Gives an element this inline style in place of the one before. It is written only where it is another, because every
 * write may cost the page a layout, and in one go, because each costs us a call.
 */
export function writeStyle(target: HTMLElement, css: string): void {
  if (written.get(target) === css) return;
  written.set(target, css);
  target.style.cssText = css;
}

/** The place and size of a box as inline style. */
export function boxCss({ x, y, width, height }: Rect, unit: (value: number) => string): string {
  return `left:${unit(x)};top:${unit(y)};width:${unit(width)};height:${unit(height)}`;
}

/** Cuts what hangs on an element without a size to this rectangle around where that is. */
export function clipTo({ x, y, width, height }: Rect): string {
  return `clip-path:inset(${[y, -(x + width), -(y + height), x].map((side) => `${side}px`).join(' ')})`;
}
