import { isClose, type Rect, rectOf, shifted } from './rect.ts';

/** Movements of less than this many pixels are not worth a look. */
const TOLERANCE = 0.5;

function inRoot(element: Element): Rect {
  const root = element.ownerDocument.documentElement.getBoundingClientRect();
  return shifted(rectOf(element.getBoundingClientRect()), -root.x, -root.y);
}

function insets(element: Element): string {
  const root = element.ownerDocument.documentElement.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const sides = [box.top - root.top, root.right - box.right, root.bottom - box.bottom, box.left - root.left];
  return sides.map((side) => `${-Math.floor(side)}px`).join(' ');
}

/**
 * Calls once when an element moves against its document, whatever the cause, and then rests: nothing is polled. The
 * element is watched through a window of its own size that hangs on the document's root element (an intersection
 * root that scrolls along), so scrolling the document does not wake it. The idea of the window is floating-ui's
 * `autoUpdate`, which hangs it on the viewport.
 *
 * @returns ends the watch
 */
export function watchForMove(element: Element, moved: () => void): () => void {
  const before = inRoot(element);
  let observer: IntersectionObserver | undefined;

  const look = (shown: number, expected: number, isFirst: boolean) => {
    if (!isClose(inRoot(element), before, TOLERANCE)) moved();
    else if (shown === expected) return;
    else if (!isFirst) moved();
    // A scroller that cuts the element lets less of it through: wait for that share to change.
    else if (expected === 1 && shown > 0) watch(shown);
  };
  const watch = (ratio: number) => {
    let isFirst = true;
    observer?.disconnect();
    observer = new IntersectionObserver(
      ([entry]) => {
        if (entry) look(entry.intersectionRatio, ratio, isFirst);
        isFirst = false;
      },
      {
        root: element.ownerDocument.documentElement,
        rootMargin: insets(element),
        threshold: [ratio, Math.min(1, ratio + 0.001)],
      },
    );
    observer.observe(element);
  };
  watch(1);
  return () => observer?.disconnect();
}
