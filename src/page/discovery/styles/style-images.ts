import type { PseudoElement } from '../../overlay/pseudo-box.ts';
import type { Picture } from '../../picture.ts';
import { addressedPicture } from '../addressed-picture.ts';
import { Bitmaps, type PageBitmap } from '../bitmaps.ts';
import { paintedImages } from './painted-images.ts';

/** One image of an element's style, for as long as the style names it. */
export interface StyleImage {
  readonly address: string;
  readonly resolution: number;
  readonly bitmap: PageBitmap;
  readonly picture: Picture;
}

export function isLoaded({ bitmap }: StyleImage): boolean {
  return bitmap.size !== undefined;
}

/** The images that elements show by their styles, each the same object for as long as it is the same image. */
export class StyleImages {
  readonly #bitmaps = new Bitmaps();
  readonly #known = new WeakMap<Element, Map<string, StyleImage>>();

  /** What was found at the last look. */
  known(element: Element): StyleImage[] {
    return [...(this.#known.get(element)?.values() ?? [])];
  }

  /**
   * Looks at what an element shows. Costs a style look-up, and one more for each pseudo-element.
   *
   * @returns whether it shows any image
   */
  look(element: Element, pseudos: readonly PseudoElement[]): boolean {
    const before = this.#known.get(element);
    const now = new Map<string, StyleImage>();
    for (const { slot, address, resolution, place, pseudo } of paintedImages(element, pseudos)) {
      const same = before?.get(slot);
      if (same?.address === address && same.resolution === resolution) now.set(slot, same);
      else {
        const bitmap = this.#bitmaps.of(address);
        const picture = addressedPicture(element, address, bitmap, place, resolution, pseudo);
        now.set(slot, { address, resolution, bitmap, picture });
      }
    }
    if (now.size > 0) this.#known.set(element, now);
    else this.#known.delete(element);
    return now.size > 0;
  }
}
