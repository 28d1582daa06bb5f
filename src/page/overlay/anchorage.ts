import { intersect, type Rect, rectOf } from './rect.ts';

/** What an element's place on screen depends on, apart from its own box. */
export interface Anchorage {
  /** `viewport`: the element or something around it is fixed there, and does not scroll with the document. */
  readonly to: 'document' | 'viewport';
  /** Something around it sticks, so it moves against the document while that scrolls. */
  readonly sticky: boolean;
  /** Elements around it that cut or scroll it. */
  readonly clippers: readonly Element[];
}

/** What an element lies in on screen: its slot, or the host of its shadow tree, before its parent. */
export function parentInView(element: Element): Element | null {
  const parent = element.assignedSlot ?? element.parentNode;
  if (parent instanceof ShadowRoot) return parent.host;
  return parent instanceof Element ? parent : null;
}

/** Overflow of the body is the viewport's own where the root element has none: CSS Overflow 3, section 3.3. */
function passesOverflowToViewport(element: Element): boolean {
  const root = element.ownerDocument.documentElement;
  if (element === root) return true;
  return element === element.ownerDocument.body && getComputedStyle(root).overflow === 'visible';
}

function clips(element: Element, style: CSSStyleDeclaration): boolean {
  return style.overflow !== 'visible' && style.display !== 'inline' && !passesOverflowToViewport(element);
}

/** Absolutely positioned content is laid out, and cut, by what contains it, not by all that is around it. */
function containsAbsolute(style: CSSStyleDeclaration): boolean {
  return style.position !== 'static' || style.transform !== 'none' || style.contain.includes('paint');
}

/** The element that an absolutely positioned child of `element` is laid out by; the root element where none is. */
export function containingBlockOf(element: Element): Element {
  for (let up: Element | null = element; up; up = parentInView(up)) {
    if (containsAbsolute(getComputedStyle(up))) return up;
  }
  return element.ownerDocument.documentElement;
}

/** Walks up from an element. Costs a style look-up for each ancestor: keep the answer until styles change. */
export function anchorageOf(element: Element): Anchorage {
  const clippers: Element[] = [];
  let position = getComputedStyle(element).position;
  let sticky = position === 'sticky';
  for (let up = parentInView(element); up && position !== 'fixed'; up = parentInView(up)) {
    const style = getComputedStyle(up);
    if (position === 'absolute' && !containsAbsolute(style)) continue;
    if (clips(up, style)) clippers.push(up);
    position = style.position;
    sticky ||= position === 'sticky';
  }
  return { to: position === 'fixed' ? 'viewport' : 'document', sticky, clippers };
}

/** The part of the screen in which all of these elements let their content be seen; none where there are no such. */
export function visibleThrough(clippers: readonly Element[]): Rect | undefined {
  let visible: Rect | undefined;
  for (const clipper of clippers) {
    const border = rectOf(clipper.getBoundingClientRect());
    const padding = {
      x: border.x + clipper.clientLeft,
      y: border.y + clipper.clientTop,
      width: clipper.clientWidth,
      height: clipper.clientHeight,
    };
    visible = visible ? intersect(visible, padding) : padding;
  }
  return visible;
}
