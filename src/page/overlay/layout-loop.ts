import { type RestingPlace, restingPlaceOf } from './move-sentinel.ts';
import { intoSpace, type Space } from './origin.ts';
import type { OverlayHost } from './overlay-host.ts';
import type { PictureLayer } from './picture-layer.ts';
import type { Rect } from './rect.ts';
import type { Surface } from './surface.ts';

/** A picture that has rested for this many frames has stopped moving. */
const FRAMES_AT_REST = 10;

/**
 * Keeps layers on their pictures. All reading of the page's layout is done before any writing, at most once a frame,
 * and only in frames in which something was invalidated or is still moving.
 */
export class LayoutLoop {
  readonly #host: OverlayHost;
  readonly #settled: (layer: PictureLayer, place: RestingPlace) => void;
  readonly #invalid = new Set<PictureLayer>();
  readonly #moving = new Map<PictureLayer, number>();
  #frame: number | undefined;

  /** @param settled told of each layer that is in place and no longer moves, and of where its picture was then */
  constructor(
    host: OverlayHost,
    signal: AbortSignal,
    settled: (layer: PictureLayer, place: RestingPlace) => void,
  ) {
    this.#host = host;
    this.#settled = settled;
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** The layer is put in place before the next frame is painted. */
  invalidate(layer: PictureLayer): void {
    this.#invalid.add(layer);
    this.#frame ??= requestAnimationFrame(() => this.#run());
  }

  /** Puts a layer in place at once, for what must not wait for a frame. */
  placeNow(layer: PictureLayer): void {
    this.#invalid.delete(layer);
    this.#place([layer]);
  }

  forget(layer: PictureLayer): void {
    this.#invalid.delete(layer);
    this.#moving.delete(layer);
  }

  #run(): void {
    this.#frame = undefined;
    const layers = new Set([...this.#invalid, ...this.#moving.keys()]);
    this.#invalid.clear();
    this.#place([...layers]);
    if (this.#moving.size > 0) this.#frame ??= requestAnimationFrame(() => this.#run());
  }

  /** All reading is done before any writing. */
  #place(layers: readonly PictureLayer[]): void {
    this.#host.prepare(layers.flatMap(({ anchorage }) => anchorage.top ?? []));
    const spaces = new Map<Surface, ReturnType<Surface['spaces']>>();
    const spaceOf = ({ anchorage }: PictureLayer): Space => {
      const surface = this.#host.surfaceFor(anchorage);
      const known = spaces.get(surface) ?? surface.spaces();
      spaces.set(surface, known);
      return known[anchorage.to];
    };
    const view = viewportRect();
    const page = documentRect();
    for (const layer of layers) this.#countRest(layer, layer.measure(spaceOf(layer)));
    // What is still moving is looked at when it rests: until then nobody can point at it either.
    const resting = layers.filter((layer) => !this.#moving.has(layer));
    for (const layer of resting) layer.examine(this.#host.element);
    const places = new Map(resting.map((layer) => [layer, restingPlaceOf(layer.picture.element)]));
    for (const layer of layers) this.#hang(layer);
    for (const layer of layers) layer.place();
    for (const layer of layers) layer.readBadges();
    for (const layer of layers) {
      const space = spaceOf(layer);
      const bounds = layer.anchorage.to === 'viewport' ? view : page;
      layer.placeLabels(intoSpace(space, bounds), intoSpace(space, view));
    }
    this.#host.tidy();
    for (const [layer, place] of places) this.#settled(layer, place);
  }

  #countRest(layer: PictureLayer, hasMoved: boolean): void {
    const restedFor = hasMoved ? 0 : (this.#moving.get(layer) ?? FRAMES_AT_REST) + 1;
    if (restedFor < FRAMES_AT_REST) this.#moving.set(layer, restedFor);
    else this.#moving.delete(layer);
  }

  #hang(layer: PictureLayer): void {
    const { element } = this.#host.surfaceFor(layer.anchorage)[layer.anchorage.to];
    if (layer.element.parentNode !== element) element.append(layer.element);
  }

  #stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#invalid.clear();
    this.#moving.clear();
  }
}

/** The whole scrollable document on screen. */
function documentRect(): Rect {
  const { clientWidth, scrollHeight } = document.documentElement;
  return { x: 0, y: -window.scrollY, width: clientWidth, height: scrollHeight };
}

function viewportRect(): Rect {
  return { x: 0, y: 0, width: document.documentElement.clientWidth, height: window.innerHeight };
}
