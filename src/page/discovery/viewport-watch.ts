import { overlap, type Rect } from '../overlay/rect.ts';
import type { Picture, Proximity } from '../picture.ts';

/** How far beyond the viewport, and beyond a scroller's own window, a picture counts as near. */
const NEAR = '75%';

export interface ViewportWatch {
  observe(picture: Picture): void;
  unobserve(picture: Picture): void;
  proximityOf(picture: Picture): Proximity;
  stop(): void;
}

/** `scrollMargin` (Chrome 120) is not in every copy of the DOM's types yet. */
type ObserverOptions = IntersectionObserverInit & { scrollMargin?: string };

/** To be asked for once for many: it is part of the page's layout. */
function viewRect(): Rect {
  return { x: 0, y: 0, width: innerWidth, height: innerHeight };
}

/**
 * Says of pictures whether they are in view, soon to be, or far. A frame of another origin than the page around it is
 * given no margin by the browser: there, near and visible are one.
 */
export function watchViewport(
  changed: (picture: Picture, proximity: Proximity, box?: Rect) => void,
): ViewportWatch {
  const pictures = new Map<Element, Set<Picture>>();
  const near = new Set<Element>();
  const visible = new Set<Element>();
  const proximityOf = (element: Element): Proximity => {
    if (visible.has(element)) return 'visible';
    return near.has(element) ? 'near' : 'far';
  };
  const tell = (element: Element, before: Proximity, box: Rect) => {
    const after = proximityOf(element);
    if (after === before) return;
    for (const picture of pictures.get(element) ?? []) changed(picture, after, box);
  };
  const visibleWatcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        const before = proximityOf(target);
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
        tell(target, before, boundingClientRect);
      }
    },
    { rootMargin: '0px' },
  );
  const arrive = (element: Element, box: Rect, view: Rect) => {
    const before = proximityOf(element);
    near.add(element);
    // Until the other observer knows better, lest a picture be asked for as near and then at once as visible.
    if (overlap(box, view) > 0) visible.add(element);
    visibleWatcher.observe(element);
    tell(element, before, box);
  };
  const leave = (element: Element) => {
    visible.delete(element);
    if (near.delete(element)) visibleWatcher.unobserve(element);
  };
  // In every frame in which something moves the browser looks at all that is observed: what is far is observed once.
  const options: ObserverOptions = { rootMargin: NEAR, scrollMargin: NEAR };
  const nearWatcher = new IntersectionObserver((entries) => {
    const view = viewRect();
    for (const entry of entries) {
      const { target } = entry;
      if (entry.isIntersecting) arrive(target, entry.boundingClientRect, view);
      else if (near.has(target)) {
        const before = proximityOf(target);
        leave(target);
        tell(target, before, entry.boundingClientRect);
      }
    }
  }, options);
  const forget = (element: Element) => {
    pictures.delete(element);
    leave(element);
    nearWatcher.unobserve(element);
  };
  return {
    observe(picture) {
      const { element } = picture;
      const others = pictures.get(element) ?? new Set();
      pictures.set(element, others.add(picture));
      // The element is observed already, so of this picture nothing would be told.
      const proximity = proximityOf(element);
      if (others.size > 1 && proximity !== 'far') changed(picture, proximity);
      nearWatcher.observe(element);
    },
    unobserve(picture) {
      const others = pictures.get(picture.element);
      if (others?.delete(picture) && others.size === 0) forget(picture.element);
    },
    proximityOf: ({ element }) => proximityOf(element),
    stop() {
      nearWatcher.disconnect();
      visibleWatcher.disconnect();
      pictures.clear();
      near.clear();
      visible.clear();
    },
  };
}
