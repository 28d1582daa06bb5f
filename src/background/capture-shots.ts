import { pause } from '../web/waiting.ts';

/**
 * Milliseconds between the starts of two captures. The browser allows two in a second
 * (`tabs.MAX_CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND`) and refuses the third.
 */
const BETWEEN_SHOTS = 550;

/** Takes captures one after the other, as fast as the browser allows. Who asks for one that has not begun shares it. */
export class SharedShots<Key, Shot> {
  readonly #take: (key: Key) => Promise<Shot>;
  readonly #planned = new Map<Key, Promise<Shot>>();
  #turn: Promise<unknown> = Promise.resolve();
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(take: (key: Key) => Promise<Shot>) {
    this.#take = take;
  }

  /** The next capture for this key; rejects where that fails. */
  next(key: Key): Promise<Shot> {
    const planned = this.#planned.get(key);
    if (planned) return planned;
    const shot = this.#turn.then(() => this.#shoot(key));
    this.#planned.set(key, shot);
    this.#turn = shot.catch(() => undefined);
    return shot;
  }

  async #shoot(key: Key): Promise<Shot> {
    const rest = this.#lastAt + BETWEEN_SHOTS - performance.now();
    if (rest > 0) await pause(rest);
    this.#planned.delete(key);
    this.#lastAt = performance.now();
    return await this.#take(key);
  }
}
