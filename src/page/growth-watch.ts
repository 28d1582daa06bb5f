import { isLargeEnough } from './discovery/readable-size.ts';
import type { Picture } from './picture.ts';

export interface GrowthWatch {
  observe(picture: Picture): void;
  unobserve(picture: Picture): void;
  stop(): void;
}

/** Tells of pictures that are shown too small to be read each time that their element has become large enough. */
export function watchGrowth(grown: (picture: Picture) => void): GrowthWatch {
  const small = new Map<Element, Set<Picture>>();
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (isLargeEnough(contentRect)) for (const picture of [...(small.get(target) ?? [])]) grown(picture);
    }
  });
  return {
    observe(picture) {
      const { element } = picture;
      const pictures = small.get(element);
      if (pictures) pictures.add(picture);
      else {
        small.set(element, new Set([picture]));
        observer.observe(element);
      }
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
