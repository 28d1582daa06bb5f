import { LayerBundles } from './layer-bundles.ts';
import { LayoutMoment } from './layout-moment.ts';
import { type RestingPlace, restingPlaceOf } from './move-sentinel.ts';
import { inOneLook } from './one-look.ts';
import { intoSpace, type Space } from './origin.ts';
import type { OverlayHost } from './overlay-host.ts';
import type { PictureLayer } from './picture-layer.ts';
import { type Rect, rectOf } from './rect.ts';
import type { Surface } from './surface.ts';
import { documentRect, viewportRect } from './viewport.ts';

/** A picture that has rested for this many frames has stopped moving. */
const FRAMES_AT_REST = 10;

/**
 * Keeps layers on their pictures. All reading of the page's layout is done before any writing, at most once a frame,
 * and only in frames in which something was invalidated or is still moving.
 */
export class LayoutLoop {
  readonly #host: OverlayHost;
  readonly #settled: (layer: PictureLayer, place: RestingPlace) => void;
  readonly #moment: LayoutMoment;
  /** Layers to look at, and whether they have to be drawn anew even where nothing has changed on the page. */
  readonly #due = new Map<PictureLayer, boolean>();
  readonly #moving = new Map<PictureLayer, number>();
  readonly #bundles = new LayerBundles();

  /** @param settled told of each layer that is in place and no longer moves, and of where its picture was then */
  constructor(
    host: OverlayHost,
    signal: AbortSignal,
    settled: (layer: PictureLayer, place: RestingPlace) => void,
  ) {
    this.#host = host;
    this.#settled = settled;
    this.#moment = new LayoutMoment(signal, () => this.#run());
    host.root.append(this.#moment.element);
    signal.addEventListener('abort', () => this.#stop(), { once: true });
  }

  /** The layer is put in place before the next frame is painted. */
  invalidate(layer: PictureLayer): void {
    this.#due.set(layer, true);
    this.#moment.ask();
  }

  /** The same where its picture has moved or is otherwise shown or hidden than before; else nothing is written. */
  look(layer: PictureLayer): void {
    if (this.#due.has(layer)) return;
    this.#due.set(layer, false);
    this.#moment.ask();
  }

  /** Its picture may be moving: it is looked at in each frame until it rests. */
  follow(layer: PictureLayer): void {
    this.#moving.set(layer, 0);
    this.#moment.ask();
  }

  /** Puts a layer in place at once, for what must not wait for a frame. */
  placeNow(layer: PictureLayer): void {
    this.#due.delete(layer);
    this.#place(new Map([[layer, true]]));
  }

  /** The page has just changed, and is not laid out yet. */
  pageChanged(): void {
    this.#moment.pageChanged();
  }

  /** Whether its picture has been elsewhere in each of the last frames. */
  isMoving(layer: PictureLayer): boolean {
    return this.#moving.has(layer);
  }

  forget(layer: PictureLayer): void {
    this.#due.delete(layer);
    this.#moving.delete(layer);
    this.#bundles.take(layer);
  }

  #run(): void {
    const due = new Map(this.#due);
    this.#due.clear();
    for (const layer of this.#moving.keys()) if (!due.has(layer)) due.set(layer, false);
    this.#place(due);
    if (this.#moving.size > 0) this.#moment.ask();
  }

  /** All reading is done before any writing. */
  #place(due: ReadonlyMap<PictureLayer, boolean>): void {
    const layers = [...due.keys()];
    const wereMoving = new Set(this.#moving.keys());
    const { stale, places, labelSpaceOf } = inOneLook(() => this.#look(layers, due, wereMoving));
    for (const layer of stale) this.#bundles.hang(layer, this.#surfaceUnder(layer));
    for (const layer of stale) layer.place();
    this.#bundles.fit(stale);
    for (const layer of stale) layer.askBadges();
    for (const layer of stale) layer.placeLabels(...labelSpaceOf(layer));
    this.#host.tidy();
    for (const [layer, place] of places) this.#settled(layer, place);
  }

  /** Reads all that there is to be read: what has to be drawn anew, and where what rests lies. */
  #look(
    layers: readonly PictureLayer[],
    due: ReadonlyMap<PictureLayer, boolean>,
    wereMoving: ReadonlySet<PictureLayer>,
  ) {
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
    const boundsOf = ({ anchorage }: PictureLayer) => (anchorage.to === 'viewport' ? view : page);
    const root = rectOf(document.documentElement.getBoundingClientRect());
    for (const layer of layers) {
      const isResting = due.get(layer) === false && !wereMoving.has(layer);
      const isKnown = isResting && layer.isAsMeasured(spaceOf(layer));
      this.#countRest(layer, isKnown ? false : layer.measure(spaceOf(layer), boundsOf(layer)));
    }
    // What is still moving is looked at when it rests: until then nobody can point at it either.
    const resting = layers.filter((layer) => !this.#moving.has(layer));
    for (const layer of resting) layer.examine(this.#host.element);
    const isStale = (layer: PictureLayer) => due.get(layer) || !layer.isDrawn || !this.#hangs(layer);
    const stale = new Set(layers.filter(isStale));
    const places = resting
      .filter((layer) => stale.has(layer) || wereMoving.has(layer))
      .map((layer) => [layer, restingPlaceOf(layer.picture.element, root)] as const);
    /** Where its labels have to stay, and the viewport, in the coordinates of what a layer hangs on. */
    const labelSpaceOf = (layer: PictureLayer): [Rect, Rect] => {
      const space = spaceOf(layer);
      return [intoSpace(space, boundsOf(layer)), intoSpace(space, view)];
    };
    return { stale, places, labelSpaceOf };
  }

  #countRest(layer: PictureLayer, hasMoved: boolean): void {
    const restedFor = hasMoved ? 0 : (this.#moving.get(layer) ?? FRAMES_AT_REST) + 1;
    if (restedFor < FRAMES_AT_REST) this.#moving.set(layer, restedFor);
    else this.#moving.delete(layer);
  }

  #hangs(layer: PictureLayer): boolean {
    return this.#bundles.hangs(layer, this.#surfaceUnder(layer));
  }

  #surfaceUnder(layer: PictureLayer): Element {
    return this.#host.surfaceFor(layer.anchorage)[layer.anchorage.to].element;
  }

  #stop(): void {
    this.#due.clear();
    this.#moving.clear();
  }
}
