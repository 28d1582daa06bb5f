import { contains } from '../discovery/dom.ts';
import type { Picture, Proximity } from '../picture.ts';
import type { LayoutLoop } from './layout-loop.ts';
import type { RestingPlace } from './move-sentinel.ts';
import type { PictureLayer } from './picture-layer.ts';
import { RestWatch } from './rest-watch.ts';

/** The layers of pictures that are in view or soon to be, which alone are kept in place whatever the page does. */
export class FollowedLayers {
  readonly #near = new Set<PictureLayer>();
  /** Those that are far, and still drawn where they were when they went there. */
  readonly #left = new Set<PictureLayer>();
  readonly #resting: RestWatch;
  readonly #loop: LayoutLoop;
  readonly #proximityOf: (picture: Picture) => Proximity;

  constructor(loop: LayoutLoop, proximityOf: (picture: Picture) => Proximity) {
    this.#loop = loop;
    this.#proximityOf = proximityOf;
    this.#resting = new RestWatch((layer) => loop.invalidate(layer));
  }

  get near(): ReadonlySet<PictureLayer> {
    return this.#near;
  }

  /** Takes in a new layer. */
  add(layer: PictureLayer): void {
    const isNear = this.#proximityOf(layer.picture) !== 'far';
    if (isNear) this.#near.add(layer);
    layer.setNear(isNear);
  }

  forget(layer: PictureLayer): void {
    this.#near.delete(layer);
    this.#left.delete(layer);
    this.#resting.end(layer);
  }

  /** A picture has come near, where it is put in place again, or has gone far away. */
  setNear(layer: PictureLayer, isNear: boolean): void {
    layer.setNear(isNear);
    if (isNear) {
      this.#left.delete(layer);
      this.#near.add(layer);
      this.#loop.invalidate(layer);
    } else {
      this.#near.delete(layer);
      this.#resting.end(layer);
      if (this.#loop.isMoving(layer)) layer.takeAway();
      else this.#left.add(layer);
    }
  }

  /** A picture is in place and no longer moves: from now until it does, it costs nothing. */
  settled(layer: PictureLayer, place: RestingPlace): void {
    if (this.#near.has(layer)) this.#resting.begin(layer, place);
    else this.#resting.end(layer);
  }

  /** The view has another size: so may everything. */
  resized(all: Iterable<PictureLayer>): void {
    for (const layer of all) {
      layer.forgetAnchorage();
      this.#loop.invalidate(layer);
      if (!this.#near.has(layer)) this.#left.add(layer);
    }
  }

  /** What is far is not followed, and may have been moved to where somebody looks: it is drawn again when it comes near. */
  takeAwayFar(): void {
    for (const layer of this.#left) layer.takeAway();
    this.#left.clear();
  }

  /** Styles may have changed. */
  restyled(): void {
    for (const layer of this.#near) {
      layer.forgetAnchorage();
      this.#loop.look(layer);
    }
  }

  /** Something may have come to lie over pictures, or gone from there. */
  disturb(): void {
    for (const layer of this.#near) {
      if (this.#proximityOf(layer.picture) !== 'visible') continue;
      layer.forgetIfMoved();
      layer.disturb();
      this.#loop.look(layer);
    }
  }

  scrolled(scroller: Element | Document): void {
    for (const layer of this.#near) {
      if (isMovedBy(scroller, layer)) this.#loop.invalidate(layer);
      // What is fixed may be so at an anchor that scrolls, with which it then goes.
      else if (scroller === document && layer.anchorage.to === 'viewport') this.#lookLate(layer);
    }
  }

  /** Whether one of these elements is a picture, or holds one. */
  areIn(elements: readonly Element[]): boolean {
    const pictures = [...this.#near].map(({ picture }) => picture.element);
    return elements.some((element) => pictures.some((picture) => contains(element, picture)));
  }

  /** Looks after layout, before which it is not known where what is anchored goes. */
  #lookLate(layer: PictureLayer): void {
    this.#loop.pageChanged();
    this.#loop.look(layer);
  }
}

/** Whether a picture, or what is seen in its box, moves against the document as this scrolls. */
function isMovedBy(scroller: Element | Document, { anchorage, picture }: PictureLayer): boolean {
  const { sticky, drifts, clippers, around } = anchorage;
  if (scroller instanceof Document) return sticky || drifts;
  if (clippers.some(({ element }) => element === scroller)) return true;
  return (sticky || drifts) && (scroller === picture.element || around.includes(scroller));
}
