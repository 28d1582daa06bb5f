import { elementBox } from './element-box.ts';
import { type Rect, shifted } from './rect.ts';

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
  const scale = view.height / window.innerHeight;
  // What can be scrolled to is painted, too.
  const canvas = {
    ...shifted(view, -window.scrollX * scale, -window.scrollY * scale),
    width: Math.max(root.scrollWidth, root.clientWidth) * scale,
    height: Math.max(root.scrollHeight, window.innerHeight) * scale,
  };
  return { box, canvas: union(canvas, { x: 0, y: 0, ...box.size }) };
}

function union(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
