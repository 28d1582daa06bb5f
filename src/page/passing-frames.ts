import { listen } from './discovery/dom.ts';
import { holds } from './overlay/rect.ts';
import type { Picture } from './picture.ts';

/** Milliseconds for which what was read of one frame of an animation stays on it. */
const HOLD = 4000;
/** So many frames in a row without a face, and nobody looks for one any more unasked. */
const MOST_FRUITLESS = 3;
/** Until it is asked again whether the person still looks into it. */
const LOOKED_INTO = 1000;

export interface PassingFramesListener {
  /** The frame that was read has passed. Returns false where its faces have to stay, because the person looks into one. */
  passed(picture: Picture): boolean;
  /** The person points at a picture of which what was read has passed. */
  pointedAt(picture: Picture): void;
}

/**
 * What is known of animated pictures holds for one frame: when that has passed, it is read again as soon as the person points at the
 * picture. On a page without such pictures nothing is listened to.
 */
export class PassingFrames {
  readonly #listener: PassingFramesListener;
  readonly #signal: AbortSignal;
  readonly #held = new Map<Picture, ReturnType<typeof setTimeout>>();
  readonly #passed = new Set<Picture>();
  readonly #fruitless = new WeakMap<Picture, number>();
  #isListening = false;

  constructor(listener: PassingFramesListener, signal: AbortSignal) {
    this.#listener = listener;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#clear(), { once: true });
  }

  /** Whether nothing is known any more of the frame on show. */
  hasPassed(picture: Picture): boolean {
    return this.#passed.has(picture);
  }

  /** A frame of this picture has just been read. */
  hold(picture: Picture, hasFaces: boolean): void {
    this.forget(picture);
    const fruitless = hasFaces ? 0 : (this.#fruitless.get(picture) ?? 0) + 1;
    this.#fruitless.set(picture, fruitless);
    if (fruitless >= MOST_FRUITLESS) return;
    this.#passAfter(HOLD, picture);
    this.#listen();
  }

  forget(picture: Picture): void {
    clearTimeout(this.#held.get(picture));
    this.#held.delete(picture);
    this.#passed.delete(picture);
  }

  #passAfter(milliseconds: number, picture: Picture): void {
    const pass = () => {
      this.#held.delete(picture);
      if (this.#listener.passed(picture)) this.#passed.add(picture);
      else this.#passAfter(LOOKED_INTO, picture);
    };
    this.#held.set(picture, setTimeout(pass, milliseconds));
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const over = (event: Event) => {
      // A page can make up events; only the person's own count.
      if (!event.isTrusted || !(event instanceof MouseEvent)) return;
      const { clientX: x, clientY: y } = event;
      const under = [...this.#passed].filter((picture) => holds(picture.place().content, x, y));
      for (const picture of under) this.#listener.pointedAt(picture);
    };
    listen(document, 'pointerover', over, { capture: true, passive: true, signal: this.#signal });
  }

  #clear(): void {
    for (const timer of this.#held.values()) clearTimeout(timer);
    this.#held.clear();
    this.#passed.clear();
  }
}
