import { isClose, type Rect, rectOf, shifted } from './rect.ts';

/** Movements of less than this many pixels are not worth a look. */
const TOLERANCE = 0.5;

/** Where an element lies against its document's root element, which scrolls along. */
export interface RestingPlace {
  readonly box: Rect;
  /** From the sides of the root to the box, as the margin of an intersection observer. */
  readonly margin: string;
}

function inRoot(element: Element): Rect {
  const root = element.ownerDocument.documentElement.getBoundingClientRect();
  return shifted(rectOf(element.getBoundingClientRect()), -root.x, -root.y);
}

/** Reads the page's layout: to be called before anything is written, or the browser lays the page out twice. */
export function restingPlaceOf(element: Element): RestingPlace {
  const root = element.ownerDocument.documentElement.getBoundingClientRect();
  const box = inRoot(element);
  const sides = [box.y, root.width - box.x - box.width, root.height - box.y - box.height, box.x];
  return { box, margin: sides.map((side) => `${-Math.floor(side)}px`).join(' ') };
}

/**
 * Calls once when an element moves against its document, whatever the cause, and then rests: nothing is polled. The
 * element is watched through a window of its own size that hangs on the document's root element (an intersection
 * root that scrolls along), so scrolling the document does not wake it. The idea of the window is floating-ui's
 * `autoUpdate`, which hangs it on the viewport.
 *
 * @param place where the element was when it was last looked at: what moved it since then counts too
 * @returns ends the watch
 */
export function watchForMove(element: Element, place: RestingPlace, moved: () => void): () => void {
  let observer: IntersectionObserver | undefined;

  const look = (shown: number, expected: number, isFirst: boolean) => {
    if (!isClose(inRoot(element), place.box, TOLERANCE)) moved();
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
        rootMargin: place.margin,
        threshold: [ratio, Math.min(1, ratio + 0.001)],
      },
    );
    observer.observe(element);
  };
  watch(1);
  return () => observer?.disconnect();
}
