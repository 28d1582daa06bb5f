import { parentInView } from './parent-in-view.ts';

const CONTAINS_LAYOUT = /paint|layout|strict|content/;

/** What makes boxes hold even fixed ones, though on the root element it does not: Filter Effects 1, section 5. */
const FILTERS = ['filter', 'backdropFilter'] as const;
const TRANSFORMS = ['transform', 'translate', 'rotate', 'scale', 'perspective', 'offsetPath'] as const;

/** What holds even fixed boxes: CSS Transforms 2, sections 2 and 4; Containment 2, section 3. */
function containsFixed(style: CSSStyleDeclaration, isRoot: boolean): boolean {
  const isSet = (name: (typeof TRANSFORMS | typeof FILTERS)[number]) =>
    style[name] !== 'none' && style[name] !== '';
  return (
    TRANSFORMS.some(isSet) ||
    (!isRoot && FILTERS.some(isSet)) ||
    style.transformStyle === 'preserve-3d' ||
    CONTAINS_LAYOUT.test(style.contain) ||
    /transform|translate|rotate|scale|perspective|offset-path/.test(style.willChange) ||
    (!isRoot && style.willChange.includes('filter')) ||
    /auto|hidden/.test(style.contentVisibility)
  );
}

/** Whether boxes of this position are laid out, and cut, by an ancestor of this style. */
export function contains(position: string, element: Element, style: CSSStyleDeclaration): boolean {
  if (position !== 'fixed' && (position !== 'absolute' || style.position !== 'static')) return true;
  return containsFixed(style, element === element.ownerDocument.documentElement);
}

/** The element that a positioned child of `element` is laid out by; none where that is the viewport or the page. */
export function containingBlockOf(element: Element, position: 'absolute' | 'fixed'): Element | undefined {
  for (let up: Element | null = element; up; up = parentInView(up)) {
    const style = getComputedStyle(up);
    if (style.display !== 'contents' && contains(position, up, style)) return up;
  }
  return undefined;
}
