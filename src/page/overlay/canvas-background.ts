import { elementBox } from './element-box.ts';
import { isTransformed } from './own-transform.ts';
import { parentInView } from './parent-in-view.ts';
import { around, shifted } from './rect.ts';
import { viewportSize } from './viewport.ts';

/**
 * A page's canvas is painted with the background of its root element or, where that has none, of its body: CSS
 * Backgrounds and Borders Module Level 3, section 2.11; where neither contains anything: Containment 2, section 2.
 */
export function paintsCanvas(element: Element): boolean {
  const { documentElement: root, body } = element.ownerDocument;
  if (element === root) return true;
  if (element !== body) return false;
  const { backgroundImage, backgroundColor, contain } = getComputedStyle(root);
  const isBare = backgroundImage === 'none' && /^(transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor);
  return isBare && contain === 'none' && getComputedStyle(body).contain === 'none';
}

/** The root element's box, which such a background is laid out by, and the canvas in that box's own pixels. */
export function canvasBox({ ownerDocument: { documentElement: root } }: Element) {
  const box = elementBox(root, getComputedStyle(root));
  const view = box.viewport();
  const { width, height } = viewportSize();
  const scale = view.height / height;
  // What can be scrolled to is painted, too.
  const canvas = {
    ...shifted(view, -window.scrollX * scale, -window.scrollY * scale),
    width: Math.max(root.scrollWidth, width) * scale,
    height: Math.max(root.scrollHeight, height) * scale,
  };
  return { box, canvas: around(canvas, { x: 0, y: 0, ...box.size }) };
}

/**
 * Whether a background that is fixed hangs on the viewport, and stays where it is while the page scrolls: in what is
 * transformed it is as one that scrolls along (CSS Transforms 1, section 2.1).
 */
export function hangsOnViewport(element: Element): boolean {
  for (let up: Element | null = element; up !== null; up = parentInView(up)) {
    if (up === element.ownerDocument.documentElement) break;
    const style = getComputedStyle(up);
    if (isTransformed(style) || /transform$|translate|rotate|scale/.test(style.willChange)) return false;
  }
  return true;
}
