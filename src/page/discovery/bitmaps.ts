import type { Size } from '../overlay/rect.ts';

/** Bitmaps that are kept at hand, for elements that come to show the same one. */
const MOST_KEPT = 200;

/**
 * A bitmap that the page shows by its address, otherwise than in an `img`. Its size and its pixels are had by an image
 * of our own, outside the page. What the page has just loaded for this very document the browser hands over from memory,
 * without a request; so it is only to be asked for what the page shows.
 */
export class PageBitmap {
  readonly image = new Image();
  #loaded: Promise<void> | undefined;
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** Intrinsic size in pixels; undefined before it is loaded. */
  get size(): Size | undefined {
    const { naturalWidth: width, naturalHeight: height } = this.image;
    return width > 0 && height > 0 ? { width, height } : undefined;
  }

  /** @throws a sentence for the person where there is no such image */
  load(): Promise<void> {
    this.#loaded ??= new Promise((resolve, reject) => {
      this.image.onload = () => resolve();
      this.image.onerror = () => reject(new Error('The page has not loaded this image.'));
      this.image.src = this.#address;
    });
    return this.#loaded;
  }
}

/** One bitmap for each address, as far as they are still at hand. */
export class Bitmaps {
  readonly #byAddress = new Map<string, PageBitmap>();

  of(address: string): PageBitmap {
    const known = this.#byAddress.get(address);
    if (known) return known;
    const bitmap = new PageBitmap(address);
    this.#byAddress.set(address, bitmap);
    const [oldest] = this.#byAddress.keys();
    if (this.#byAddress.size > MOST_KEPT && oldest !== undefined) this.#byAddress.delete(oldest);
    return bitmap;
  }
}
