import { type RestingPlace, type Sentinel, watchForMove } from './move-sentinel.ts';
import type { PictureLayer } from './picture-layer.ts';

/** A sentinel for each picture that rests: until it moves, it costs nothing. */
export class RestWatch {
  readonly #sentinels = new Map<PictureLayer, Sentinel>();
  readonly #moved: (layer: PictureLayer) => void;

  constructor(moved: (layer: PictureLayer) => void) {
    this.#moved = moved;
  }

  /** Watches from now on for a move away from this place. */
  begin(layer: PictureLayer, place: RestingPlace): void {
    if (this.#sentinels.get(layer)?.guards(place)) return;
    this.end(layer);
    this.#sentinels.set(
      layer,
      watchForMove(layer.picture.element, place, () => this.#moved(layer)),
    );
  }

  end(layer: PictureLayer): void {
    this.#sentinels.get(layer)?.stop();
    this.#sentinels.delete(layer);
  }
}
