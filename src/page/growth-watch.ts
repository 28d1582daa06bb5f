import { isLargeEnough } from './discovery/readable-size.ts';
import type { Picture } from './picture.ts';

export interface GrowthWatch {
  observe(picture: Picture): void;
  unobserve(picture: Picture): void;
  stop(): void;
}

/** Tells of pictures that are shown too small to be read when they have become large enough. */
export function watchGrowth(grown: (picture: Picture) => void): GrowthWatch {
  const small = new Map<Element, Set<Picture>>();
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (!isLargeEnough(contentRect)) continue;
      const pictures = small.get(target) ?? [];
      small.delete(target);
      observer.unobserve(target);
      for (const picture of pictures) grown(picture);
    }
  });
  return {
    observe(picture) {
      const { element } = picture;
      small.set(element, (small.get(element) ?? new Set()).add(picture));
      observer.observe(element);
    },
    unobserve(picture) {
      const pictures = small.get(picture.element);
      if (!pictures?.delete(picture) || pictures.size > 0) return;
      small.delete(picture.element);
      observer.unobserve(picture.element);
    },
    stop() {
      observer.disconnect();
      small.clear();
    },
  };
}
