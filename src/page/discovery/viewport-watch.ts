import type { Rect } from '../overlay/rect.ts';
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
 *
 * @param changed is told the new proximity and the size at which the picture is shown
 */
export function watchViewport(
  changed: (picture: Picture, proximity: Proximity, size: Pick<Rect, 'width' | 'height'>) => void,
): ViewportWatch {
  const pictures = new Map<Element, Picture>();
  const near = new Set<Element>();
  const visible = new Set<Element>();
  const proximityOf = (element: Element): Proximity => {
    if (visible.has(element)) return 'visible';
    return near.has(element) ? 'near' : 'far';
  };
  const watcher = (members: Set<Element>, options: ObserverOptions) =>
    new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        const picture = pictures.get(target);
        if (picture === undefined) continue;
        const before = proximityOf(target);
        if (isIntersecting) members.add(target);
        else members.delete(target);
        const after = proximityOf(target);
        if (after !== before) changed(picture, after, boundingClientRect);
      }
    }, options);
  const observers = [
    watcher(near, { rootMargin: NEAR, scrollMargin: NEAR }),
    watcher(visible, { rootMargin: '0px' }),
  ];
  return {
    observe(picture) {
      pictures.set(picture.element, picture);
      for (const observer of observers) observer.observe(picture.element);
    },
    unobserve(picture) {
      if (pictures.get(picture.element) !== picture) return;
      pictures.delete(picture.element);
      near.delete(picture.element);
      visible.delete(picture.element);
      for (const observer of observers) observer.unobserve(picture.element);
    },
    proximityOf: (picture) => proximityOf(picture.element),
    stop() {
      for (const observer of observers) observer.disconnect();
      pictures.clear();
      near.clear();
      visible.clear();
    },
  };
}
