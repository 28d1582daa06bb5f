import type { ImageRecord } from '../../messaging/protocol.ts';
import type { PageView } from './watch-page.ts';

/** Every frame of a page has answered within so many views; watch-page.ts makes two a second. */
const VIEWS_AWAITED = 3;

interface Waiting {
  views: number;
  readonly resolve: (images: readonly ImageRecord[]) => void;
}

/** The single images of a page are asked for only while somebody wants them. */
export class WantedImages {
  /** True while the images are on show. */
  isShown = false;
  #waiting: Waiting[] = [];

  get isWanted(): boolean {
    return this.isShown || this.#waiting.length > 0;
  }

  /** Takes in what the page has said. */
  hear({ state }: PageView): void {
    for (const waiting of this.#waiting) waiting.views += 1;
    const served = this.#waiting.filter(({ views }) => views > VIEWS_AWAITED);
    this.#waiting = this.#waiting.filter((waiting) => !served.includes(waiting));
    for (const { resolve } of served) resolve(state.images);
  }

  /** All images of all frames, as soon as each had the time to answer. */
  next(): Promise<readonly ImageRecord[]> {
    return new Promise((resolve) => this.#waiting.push({ views: 0, resolve }));
  }
}
