import type { Overlay } from './overlay/overlay.ts';

type Wish = (overlay: Overlay) => void;

/** Wishes that are kept while the overlay is on its way; the oldest are given up for newer ones. */
const MOST_WISHES = 1000;

/**
 * The overlay of one document, whose script comes when first something is to be drawn: most pages, and nearly all frames,
 * show no face. What is wished meanwhile is done in its order when the overlay is there.
 */
export class LateOverlay {
  readonly #open: () => Promise<Overlay>;
  #overlay: Overlay | undefined;
  #wishes: Wish[] = [];

  /** @param open brings the overlay; asked again, by the next wish, where it has rejected */
  constructor(open: () => Promise<Overlay>) {
    this.#open = open;
  }

  /** Does something with the overlay, now or as soon as it is there. */
  do(wish: Wish): void {
    if (this.#overlay) {
      wish(this.#overlay);
      return;
    }
    this.#wishes.push(wish);
    if (this.#wishes.length > MOST_WISHES) this.#wishes.shift();
    if (this.#wishes.length === 1) void this.#fetch();
  }

  /** The same, but does not bring it for that: where nothing is drawn nor to be drawn, nothing is to be changed. */
  change(wish: Wish): void {
    if (this.#overlay || this.#wishes.length > 0) this.do(wish);
  }

  async #fetch(): Promise<void> {
    try {
      this.#overlay = await this.#open();
    } catch {
      // The extension was reloaded, or the page is going: nothing can be drawn.
      this.#wishes = [];
      return;
    }
    const wishes = this.#wishes;
    this.#wishes = [];
    for (const wish of wishes) wish(this.#overlay);
  }
}
