import { isClose, type Rect, rectOf, shifted } from './rect.ts';

/** Movements of less than this many pixels are not worth a look. */
const TOLERANCE = 0.5;
/** As the margin of an intersection observer: what nothing is seen of is waited for wherever it comes to be seen. */
const EVERYWHERE = '1000000px';

/** Where an element lies against its document's root element, which scrolls along. */
export interface RestingPlace {
  readonly box: Rect;
  /** From the sides of the root to the box, as the margin of an intersection observer. */
  readonly margin: string;
}

/**
 * Reads the page's layout: to be called before anything is written, or the browser lays the page out twice.
 *
 * @param root the box of the document's root element, on screen
 */
export function restingPlaceOf(element: Element, root: Rect): RestingPlace {
  const box = shifted(rectOf(element.getBoundingClientRect()), -root.x, -root.y);
  const sides = [box.y, root.width - box.x - box.width, root.height - box.y - box.height, box.x];
  return { box, margin: sides.map((side) => `${-Math.floor(side)}px`).join(' ') };
}

/** One watch over one element. */
export interface Sentinel {
  /** Whether it still stands guard over this place. */
  guards(place: RestingPlace): boolean;
  stop(): void;
}

/** Whether an element lies where it did, as its browser has just told. */
function isToldInPlace({ boundingClientRect, rootBounds }: IntersectionObserverEntry, box: Rect): boolean {
  if (rootBounds === null) return false;
  // The window begins at whole pixels.
  const [left, top] = [Math.floor(box.x), Math.floor(box.y)];
  const now = shifted(rectOf(boundingClientRect), left - rootBounds.x, top - rootBounds.y);
  return isClose(now, box, TOLERANCE);
}

/**
 * The same, and asked anew where the browser tells otherwise, which could cost the page a layout: of what does not hang on
 * the root element, as in the top layer, it tells nothing.
 */
function isInPlace(entry: IntersectionObserverEntry, { box }: RestingPlace): boolean {
  if (isToldInPlace(entry, box)) return true;
  const root = rectOf(entry.target.ownerDocument.documentElement.getBoundingClientRect());
  return isClose(restingPlaceOf(entry.target, root).box, box, TOLERANCE);
}

/**
 * Calls once when an element moves against its document, whatever the cause, and then rests: nothing is polled. The
 * element is watched through a window of its own size that hangs on the document's root element (an intersection
 * root that scrolls along), so scrolling the document does not wake it. The idea of the window is floating-ui's
 * `autoUpdate`, which hangs it on the viewport.
 *
 * @param place where the element was when it was last looked at: what moved it since then counts too
 */
export function watchForMove(element: Element, place: RestingPlace, moved: () => void): Sentinel {
  let observer: IntersectionObserver | undefined;
  let isSpent = false;

  const call = () => {
    isSpent = true;
    moved();
  };
  const look = (entry: IntersectionObserverEntry, expected: number, isFirst: boolean) => {
    const shown = entry.intersectionRatio;
    if (!isInPlace(entry, place)) call();
    else if (shown === expected) return;
    else if (!isFirst) call();
    // A scroller that cuts the element lets less of it through, or nothing: wait for that share to change.
    else if (expected === 1) watch(shown);
  };
  const watch = (ratio: number) => {
    let isFirst = true;
    observer?.disconnect();
    observer = new IntersectionObserver(
      ([entry]) => {
        if (entry) look(entry, ratio, isFirst);
        isFirst = false;
      },
      {
        root: element.ownerDocument.documentElement,
        rootMargin: ratio > 0 ? place.margin : EVERYWHERE,
        threshold: [ratio, Math.min(1, ratio + 0.001)],
      },
    );
    observer.observe(element);
  };
  watch(1);
  return {
    guards: ({ box, margin }) => !isSpent && margin === place.margin && isClose(box, place.box, TOLERANCE),
    stop: () => observer?.disconnect(),
  };
}
