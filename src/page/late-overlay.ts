import type { Overlay } from './overlay/overlay.ts';
import type { Picture } from './picture.ts';

type Wish = (overlay: Overlay) => void;

interface Kept {
  readonly wish: Wish;
  /** Absent where it is of no picture, or of several. */
  readonly picture: Picture | undefined;
}

/** Wishes that are kept while the overlay is on its way; the oldest are given up for newer ones. */
const MOST_WISHES = 1000;

/**
 * The overlay of one document, whose script comes when first something is to be drawn: most pages, and nearly all frames,
 * show no face. What is wished meanwhile is done in its order when the overlay is there.
 */
export class LateOverlay {
  readonly #open: () => Promise<Overlay>;
  #overlay: Overlay | undefined;
  #wishes: Kept[] = [];
  #isComing = false;

  /** @param open brings the overlay; asked again, by the next wish, where it has rejected */
  constructor(open: () => Promise<Overlay>) {
    this.#open = open;
  }

  /** Does something with the overlay, now or as soon as it is there; where it is for one picture, that is named. */
  do(wish: Wish, picture?: Picture): void {
    if (this.#overlay) {
      wish(this.#overlay);
      return;
    }
    this.#wishes.push({ wish, picture });
    if (this.#wishes.length > MOST_WISHES) this.#wishes.shift();
    if (!this.#isComing) void this.#fetch();
  }

  /** The same, but does not bring it for that: where nothing is drawn nor to be drawn, nothing is to be changed. */
  change(wish: Wish, picture?: Picture): void {
    const isMeant = (kept: Kept) => picture === undefined || kept.picture === picture;
    if (this.#overlay || this.#wishes.some(isMeant)) this.do(wish, picture);
  }

  /**
   * Takes everything of a picture away. What was wished for it meanwhile is not kept: on a page that adds and removes without
   * end, it would take the place of what stays.
   */
  erase(picture: Picture): void {
    if (this.#overlay) this.#overlay.erase(picture);
    else this.#wishes = this.#wishes.filter((kept) => kept.picture !== picture);
  }

  async #fetch(): Promise<void> {
    this.#isComing = true;
    try {
      this.#overlay = await this.#open();
    } catch {
      // The extension was reloaded, or the page is going: nothing can be drawn.
      this.#wishes = [];
      this.#isComing = false;
      return;
    }
    const wishes = this.#wishes;
    this.#wishes = [];
    for (const { wish } of wishes) wish(this.#overlay);
  }
}
