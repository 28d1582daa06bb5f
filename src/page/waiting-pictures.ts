import type { ReadPriority } from '../messaging/protocol.ts';
import type { Picture } from './picture.ts';

/** Measuring a distance may cost the page a layout; it is good for this many milliseconds. */
const DISTANCE_HOLDS = 1000;
/** An order is good for this many milliseconds. */
const ORDER_HOLDS = 200;

/** What is known of a picture that is to be read. */
export interface Entry {
  priority: ReadPriority;
  /** How often the engine has had too much to do for it. */
  busyCount: number;
}

interface Waiting extends Entry {
  /** From what the person looks at; not known yet where it is absent. */
  distance?: number | undefined;
  measuredAt: number;
}

/** Pictures that wait to be read: what is visible before what is near, and the nearest first. */
export class WaitingPictures {
  readonly #measure: (picture: Picture) => number;
  readonly #waiting = new Map<Picture, Waiting>();
  /** What waited when it was last put in order, the nearest last. */
  #order: Picture[] = [];
  #orderedAt = Number.NEGATIVE_INFINITY;

  /** @param measure how far a picture is from what the person looks at */
  constructor(measure: (picture: Picture) => number) {
    this.#measure = measure;
  }

  get size(): number {
    return this.#waiting.size;
  }

  get(picture: Picture): Entry | undefined {
    return this.#waiting.get(picture);
  }

  /** @param distance as `measure` gives it, where it is known already */
  add(picture: Picture, entry: Entry, distance?: number): void {
    this.#waiting.set(picture, { ...entry, distance, measuredAt: performance.now() });
    this.changed();
  }

  /** The order is another from now on. */
  changed(): void {
    this.#orderedAt = Number.NEGATIVE_INFINITY;
  }

  /** Takes a picture out, and what is known of it. */
  take(picture: Picture): Entry | undefined {
    const entry = this.#waiting.get(picture);
    this.#waiting.delete(picture);
    return entry;
  }

  clear(): void {
    this.#waiting.clear();
  }

  /** The first of all that wait; there has to be one. */
  first(): Picture {
    if (performance.now() - this.#orderedAt > ORDER_HOLDS) this.#order = [];
    for (;;) {
      const next = this.#order.pop();
      if (next === undefined) this.#putInOrder();
      else if (this.#waiting.has(next)) return next;
    }
  }

  #putInOrder(): void {
    const now = performance.now();
    const distances = [...this.#waiting].map(
      ([picture, waiting]) =>
        [picture, waiting.priority === 'visible' ? 0 : 1, this.#distanceOf(picture, waiting, now)] as const,
    );
    distances.sort(([, rankA, a], [, rankB, b]) => rankB - rankA || b - a);
    this.#order = distances.map(([picture]) => picture);
    this.#orderedAt = now;
  }

  #distanceOf(picture: Picture, waiting: Waiting, now: number): number {
    if (waiting.distance === undefined || now - waiting.measuredAt > DISTANCE_HOLDS) {
      waiting.distance = this.#measure(picture);
      waiting.measuredAt = now;
    }
    return waiting.distance;
  }
}
