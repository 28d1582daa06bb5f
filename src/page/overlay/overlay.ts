import type { Face } from '../../vision/types.ts';
import type { Picture } from '../picture.ts';
import { BadgeSizes } from './badge-sizes.ts';
import { CardHost } from './card-host.ts';
import type { Look } from './face-mark.ts';
import { LayoutLoop } from './layout-loop.ts';
import { type RestingPlace, watchForMove } from './move-sentinel.ts';
import type { Notice } from './notice.ts';
import { OverlayHost } from './overlay-host.ts';
import { watchPageChanges } from './page-changes.ts';
import { PictureLayer } from './picture-layer.ts';

/** Everything that Mien draws in one document. It exists while something is drawn, and costs nothing before. */
export class Overlay {
  readonly #layers = new Map<Picture, PictureLayer>();
  readonly #byElement = new Map<Element, Set<PictureLayer>>();
  readonly #sentinels = new Map<PictureLayer, () => void>();
  readonly #far = new Set<Picture>();
  readonly #host: OverlayHost;
  readonly #loop: LayoutLoop;
  readonly #card: CardHost;
  readonly #badgeSizes = new BadgeSizes();
  readonly #sizes: ResizeObserver;
  #look: Look;

  /** @param signal takes everything away */
  constructor(signal: AbortSignal, look: Look) {
    const host = new OverlayHost(signal);
    host.dress(look);
    this.#host = host;
    this.#look = look;
    this.#card = new CardHost(host, signal);
    this.#loop = new LayoutLoop(host, signal, (layer, place) => this.#keepWatch(layer, place));
    this.#sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        for (const layer of this.#byElement.get(target) ?? []) this.#invalidate(layer);
      }
    });
    watchPageChanges(signal, {
      restyled: () => this.#relayout(() => true),
      disturbed: () => this.#disturb(),
      resized: () => this.#relayout(() => true, { farToo: true }),
      scrolled: (scroller) => this.#scrolled(scroller),
    });
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** Draws what was read from a picture, in place of what was drawn before. */
  draw(picture: Picture, faces: readonly Face[]): void {
    const layer = this.#layerOf(picture);
    layer.draw(faces, this.#look);
    if (layer.isEmpty) this.erase(picture);
    else this.#invalidate(layer);
  }

  /** Says something at a picture, at once; without a notice, takes the last one away. */
  say(picture: Picture, notice: Notice | undefined): void {
    if (notice === undefined && !this.#layers.has(picture)) return;
    const layer = this.#layerOf(picture);
    layer.say(notice);
    if (layer.isEmpty) this.erase(picture);
    else this.#loop.placeNow(layer);
  }

  /** Whether any badge of this picture is drawn; one may be too improbable for the person's taste. */
  hasBadges(picture: Picture): boolean {
    return this.#layers.get(picture)?.hasBadges ?? false;
  }

  /** Brings a face into view and points it out for a moment. */
  pointOut(picture: Picture, face: Face): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    picture.element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // It may have been far away, where nothing is put in place.
    this.setNear(picture, true);
    layer.forgetAnchorage();
    this.#loop.placeNow(layer);
    layer.pointOut(face);
  }

  erase(picture: Picture): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    this.#layers.delete(picture);
    this.#far.delete(picture);
    const beside = this.#byElement.get(picture.element);
    if (beside?.delete(layer) && beside.size === 0) {
      this.#byElement.delete(picture.element);
      this.#sizes.unobserve(picture.element);
    }
    this.#stopWatch(layer);
    this.#loop.forget(layer);
    layer.remove();
  }

  /** Hides everything until what it returns is called. */
  conceal(): () => void {
    return this.#host.conceal();
  }

  restyle(look: Look): void {
    this.#look = look;
    this.#host.dress(look);
    this.#badgeSizes.forget();
    for (const layer of this.#layers.values()) {
      layer.restyle(look);
      this.#invalidate(layer);
    }
  }

  /** A picture far from view is not followed; it is put in place again when it comes near. */
  setNear(picture: Picture, isNear: boolean): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    if (isNear) {
      this.#far.delete(picture);
      this.#invalidate(layer);
    } else {
      this.#far.add(picture);
      this.#stopWatch(layer);
    }
  }

  #layerOf(picture: Picture): PictureLayer {
    const known = this.#layers.get(picture);
    if (known) return known;
    const layer = new PictureLayer(picture, this.#card, this.#badgeSizes, () => this.erase(picture));
    this.#layers.set(picture, layer);
    const beside = this.#byElement.get(picture.element);
    if (beside) beside.add(layer);
    else this.#byElement.set(picture.element, new Set([layer]));
    this.#sizes.observe(picture.element);
    return layer;
  }

  #invalidate(layer: PictureLayer): void {
    this.#loop.invalidate(layer);
  }

  #relayout(isConcerned: (layer: PictureLayer) => boolean, { farToo = false } = {}): void {
    for (const layer of this.#layers.values()) {
      if ((!farToo && this.#far.has(layer.picture)) || !isConcerned(layer)) continue;
      layer.forgetAnchorage();
      this.#invalidate(layer);
    }
  }

  #disturb(): void {
    for (const layer of this.#layers.values()) {
      if (this.#far.has(layer.picture)) continue;
      layer.disturb();
      this.#invalidate(layer);
    }
  }

  #scrolled(scroller: Element | Document): void {
    for (const layer of this.#layers.values()) {
      if (this.#far.has(layer.picture)) continue;
      const { sticky, clippers } = layer.anchorage;
      const moves = scroller instanceof Element ? clippers.includes(scroller) : sticky;
      if (moves || (sticky && scroller.contains(layer.picture.element))) this.#invalidate(layer);
    }
  }

  /** From now until it moves, a picture costs nothing. */
  #keepWatch(layer: PictureLayer, place: RestingPlace): void {
    this.#stopWatch(layer);
    if (this.#far.has(layer.picture) || !this.#layers.has(layer.picture)) return;
    const stop = watchForMove(layer.picture.element, place, () => this.#invalidate(layer));
    this.#sentinels.set(layer, stop);
  }

  #stopWatch(layer: PictureLayer): void {
    this.#sentinels.get(layer)?.();
    this.#sentinels.delete(layer);
  }

  #close(): void {
    for (const picture of [...this.#layers.keys()]) this.erase(picture);
    this.#sizes.disconnect();
  }
}
