import { page } from 'vitest/browser';
import { intersect, overlap, type Rect, rectOf } from '../../../../src/page/overlay/rect.ts';

/** The pixels of the page as a person sees it now. */
export async function screenPixels(): Promise<ImageData> {
  // What is taken is the box of an element: this one is the viewport, whatever the page has done to its body.
  const viewport = document.createElement('div');
  viewport.style.cssText = 'position: fixed; inset: 0; pointer-events: none;';
  document.documentElement.append(viewport);
  const shot = await page.screenshot({ element: viewport, base64: true, save: false });
  viewport.remove();
  const picture = new Image();
  picture.src = `data:image/png;base64,${shot}`;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('There is no canvas.');
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, picture.width, picture.height);
}

/** The smallest rectangle around all magenta pixels inside `part` of the screen. */
export function magentaIn({ data, width, height }: ImageData, part: Rect): Rect {
  const area = intersect(part, { x: 0, y: 0, width, height });
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let y = Math.floor(area.y); y < area.y + area.height; y += 1) {
    for (let x = Math.floor(area.x); x < area.x + area.width; x += 1) {
      const [red = 0, green = 0, blue = 0] = data.subarray((y * width + x) * 4);
      if (red < 200 || green > 128 || blue < 200) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x + 1);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right < 0) throw new Error('There is no magenta on this part of the screen.');
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Intersection over union of two rectangles. */
export function iou(a: Rect, b: Rect): number {
  const common = overlap(a, b);
  return common / (a.width * a.height + b.width * b.height - common);
}

export function boxOf(element: Element): Rect {
  return rectOf(element.getBoundingClientRect());
}

export function middleOf(element: Element): readonly [number, number] {
  const { x, y, width, height } = boxOf(element);
  return [x + width / 2, y + height / 2];
}

export function frames(count: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number) => (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)));
    next(count);
  });
}

/** Resolves when the next frame has been painted, and before the one after it. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    requestAnimationFrame(() => port2.postMessage(null));
  });
}
