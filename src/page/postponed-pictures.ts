import { listen } from './discovery/dom.ts';
import type { Picture } from './picture.ts';

/** Milliseconds until the first, second and third try of a picture that rests; after that it waits for the page to be scrolled. */
const PAUSES = [1000, 2000, 4000];

/**
 * Pictures in view that could not be read just now, because too little of them was seen, or because they moved: tried again a
 * few times, and whenever something has been scrolled.
 */
export class PostponedPictures {
  readonly #again: (pictures: readonly Picture[]) => void;
  readonly #signal: AbortSignal;
  readonly #waiting = new Set<Picture>();
  readonly #tries = new WeakMap<Picture, number>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isListening = false;

  /** @param again told which to try again */
  constructor(again: (pictures: readonly Picture[]) => void, signal: AbortSignal) {
    this.#again = again;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#clear(), { once: true });
  }

  /** To be tried again when something has been scrolled. */
  addUntilScrolled(picture: Picture): void {
    this.#waiting.add(picture);
    this.#listen();
  }

  /** The same, and soon. */
  add(picture: Picture): void {
    this.addUntilScrolled(picture);
    const tries = this.#tries.get(picture) ?? 0;
    this.#tries.set(picture, tries + 1);
    const pause = PAUSES[tries];
    if (pause !== undefined) this.#after(pause, picture);
  }

  /** It has been read, or is gone. */
  forget(picture: Picture): void {
    this.#waiting.delete(picture);
    this.#tries.delete(picture);
  }

  #after(milliseconds: number, picture: Picture): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#waiting.delete(picture)) this.#again([picture]);
    }, milliseconds);
    this.#timers.add(timer);
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const scrolled = () => {
      const pictures = [...this.#waiting];
      this.#waiting.clear();
      this.#again(pictures);
    };
    listen(document, 'scrollend', scrolled, { capture: true, passive: true, signal: this.#signal });
  }

  #clear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#waiting.clear();
  }
}
