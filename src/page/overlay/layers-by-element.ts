import type { PictureLayer } from './picture-layer.ts';

/** The layers of each element, of which one may show several pictures; tells where its box has another size. */
export class LayersByElement {
  readonly #layers = new Map<Element, Set<PictureLayer>>();
  readonly #justObserved = new WeakSet<Element>();
  readonly #sizes: ResizeObserver;

  constructor(resized: (layer: PictureLayer) => void) {
    this.#sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        // The first size is the one at which it has just been put in place.
        if (this.#justObserved.delete(target)) continue;
        for (const layer of this.of(target)) resized(layer);
      }
    });
  }

  of(element: Element): Iterable<PictureLayer> {
    return this.#layers.get(element) ?? [];
  }

  /** @returns whether it is the first of its element */
  add(layer: PictureLayer): boolean {
    const { element } = layer.picture;
    const beside = this.#layers.get(element);
    if (beside) beside.add(layer);
    else {
      this.#layers.set(element, new Set([layer]));
      this.#justObserved.add(element);
      this.#sizes.observe(element);
    }
    return beside === undefined;
  }

  delete(layer: PictureLayer): void {
    const { element } = layer.picture;
    const beside = this.#layers.get(element);
    if (!beside?.delete(layer) || beside.size > 0) return;
    this.#layers.delete(element);
    this.#sizes.unobserve(element);
  }

  stop(): void {
    this.#sizes.disconnect();
  }
}
