import type { Frame, Locator } from 'playwright';
import type { Rect } from './box.ts';

/** What runs beside an element: its content box in CSS pixels of its own frame's viewport. */
function contentBox(element: Element): Rect {
  const style = getComputedStyle(element);
  const sum = (...sides: string[]) =>
    sides
      .flatMap((side) => [`border-${side}-width`, `padding-${side}`])
      .reduce((total, name) => total + Number.parseFloat(style.getPropertyValue(name)), 0);
  const outer = element.getBoundingClientRect();
  return {
    x: outer.x + sum('left'),
    y: outer.y + sum('top'),
    width: outer.width - sum('left', 'right'),
    height: outer.height - sum('top', 'bottom'),
  };
}

/** Where a frame's viewport begins, in CSS pixels of the top page's viewport. */
export async function frameOrigin(frame: Frame): Promise<{ readonly x: number; readonly y: number }> {
  const parent = frame.parentFrame();
  if (parent === null) return { x: 0, y: 0 };
  const element = await frame.frameElement();
  const box = await element.evaluate(contentBox as (element: Node) => Rect);
  const origin = await frameOrigin(parent);
  return { x: origin.x + box.x, y: origin.y + box.y };
}

/**
 * The content box of an image on screen, where its pixels are drawn if nothing fits them otherwise. (Playwright's
 * `boundingBox` leaves out the border and padding of frames of other sites.)
 */
export async function contentRect(image: Locator): Promise<Rect> {
  const element = await image.elementHandle();
  const frame = await element?.ownerFrame();
  if (!element || !frame) throw new Error('The image is not on the page.');
  const [box, origin] = [
    await element.evaluate(contentBox as (element: Node) => Rect),
    await frameOrigin(frame),
  ];
  return { ...box, x: origin.x + box.x, y: origin.y + box.y };
}
