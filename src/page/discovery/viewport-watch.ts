import type { Picture } from '../picture.ts';

export type Proximity = 'visible' | 'near' | 'far';

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

/**
 * Says of pictures whether they are in view, soon to be, or far. A frame of another origin than the page around it is
 * given no margin by the browser: there, near and visible are one.
 */
export function watchViewport(changed: (picture: Picture, proximity: Proximity) => void): ViewportWatch {
  const pictures = new Map<Element, Set<Picture>>();
  const near = new Set<Element>();
  const visible = new Set<Element>();
  const proximityOf = (element: Element): Proximity => {
    if (visible.has(element)) return 'visible';
    return near.has(element) ? 'near' : 'far';
  };
  const watcher = (members: Set<Element>, options: ObserverOptions) =>
    new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        const before = proximityOf(target);
        if (isIntersecting) members.add(target);
        else members.delete(target);
        const after = proximityOf(target);
        if (after === before) continue;
        for (const picture of pictures.get(target) ?? []) changed(picture, after);
      }
    }, options);
  const observers = [
    watcher(near, { rootMargin: NEAR, scrollMargin: NEAR }),
    watcher(visible, { rootMargin: '0px' }),
  ];
  const forget = (element: Element) => {
    pictures.delete(element);
    near.delete(element);
    visible.delete(element);
    for (const observer of observers) observer.unobserve(element);
  };
  return {
    observe(picture) {
      const { element } = picture;
      const others = pictures.get(element) ?? new Set();
      pictures.set(element, others.add(picture));
      // The element is observed already, so of this picture nothing would be told.
      const proximity = proximityOf(element);
      if (others.size > 1 && proximity !== 'far') changed(picture, proximity);
      for (const observer of observers) observer.observe(element);
    },
    unobserve(picture) {
      const others = pictures.get(picture.element);
      if (others?.delete(picture) && others.size === 0) forget(picture.element);
    },
    proximityOf: ({ element }) => proximityOf(element),
    stop() {
      for (const observer of observers) observer.disconnect();
      pictures.clear();
      near.clear();
      visible.clear();
    },
  };
}
