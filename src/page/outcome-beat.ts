import type { ReadOutcome } from '../messaging/protocol.ts';
import type { Picture } from './picture.ts';

/**
 * Each frame in which something new is drawn costs the page a layout and a painting, so answers that follow each other
 * closely are told together, at most once in this many milliseconds. The first one is not kept waiting.
 */
export const BEAT = 400;

/** Gathers outcomes and tells of them in beats. */
export class OutcomeBeat {
  readonly #told: (picture: Picture, outcome: ReadOutcome) => void;
  readonly #ended = new Map<Picture, ReadOutcome>();
  #lastTold = Number.NEGATIVE_INFINITY;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(told: (picture: Picture, outcome: ReadOutcome) => void) {
    this.#told = told;
  }

  has(picture: Picture): boolean {
    return this.#ended.has(picture);
  }

  /** @param isUrgent the person waits for this one */
  add(picture: Picture, outcome: ReadOutcome, isUrgent: boolean): void {
    this.#ended.set(picture, outcome);
    const wait = this.#lastTold + BEAT - performance.now();
    if (isUrgent || wait <= 0) this.tellAll();
    else this.#telling ??= setTimeout(() => this.tellAll(), wait);
  }

  /** Tells of this one now, if there is something to tell. */
  tell(picture: Picture): void {
    const outcome = this.#ended.get(picture);
    if (this.#ended.delete(picture) && outcome) this.#told(picture, outcome);
  }

  tellAll(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#lastTold = performance.now();
    const told = [...this.#ended];
    this.#ended.clear();
    for (const [picture, outcome] of told) this.#told(picture, outcome);
  }

  /** Forgets what is not told yet. */
  clear(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#ended.clear();
  }
}
