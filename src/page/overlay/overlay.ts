import type { Face } from '../../vision/types.ts';
import { contains } from '../discovery/dom.ts';
import type { Picture, Proximity } from '../picture.ts';
import { BadgeSizes } from './badge-sizes.ts';
import { CardHost } from './card-host.ts';
import type { CardSurroundings } from './card-surroundings.ts';
import { Concealment } from './concealment.ts';
import type { Look } from './face-mark.ts';
import { Fades } from './fades.ts';
import { LayoutLoop } from './layout-loop.ts';
import { type RestingPlace, type Sentinel, watchForMove } from './move-sentinel.ts';
import type { Notice } from './notice.ts';
import { OverlayHost } from './overlay-host.ts';
import { type PageWatch, watchPageChanges } from './page-changes.ts';
import { PictureLayer } from './picture-layer.ts';
import { isEmpty } from './rect.ts';
import { isFollowed } from './screen-turn.ts';
import { forgetUntouchables } from './untouchable-covers.ts';

/** Told which faces of a picture have no badge, wherever the person scrolls to. */
export type HiddenFaces = (picture: Picture, faces: readonly Face[]) => void;

/** Everything that Mien draws in one document. It exists while something is drawn, and costs nothing before. */
export class Overlay {
  readonly #layers = new Map<Picture, PictureLayer>();
  readonly #byElement = new Map<Element, Set<PictureLayer>>();
  readonly #sentinels = new Map<PictureLayer, Sentinel>();
  /** Those that are followed: of pictures that are in view or soon to be. */
  readonly #near = new Set<PictureLayer>();
  /** Those that are far, and still drawn where they were when they went there. */
  readonly #left = new Set<PictureLayer>();
  readonly #proximityOf: (picture: Picture) => Proximity;
  readonly #hidden: HiddenFaces;
  readonly #host: OverlayHost;
  readonly #loop: LayoutLoop;
  readonly #card: CardHost;
  readonly #badgeSizes = new BadgeSizes();
  readonly #concealment = new Concealment();
  readonly #sizes: ResizeObserver;
  readonly #watch: PageWatch;
  readonly #fades: Fades;
  readonly #justObserved = new WeakSet<Element>();
  #look: Look;

  /**
   * @param signal takes everything away
   * @param proximityOf what is far from view is not followed, and under what is out of view nobody points
   * @param cards without it, badges have no card
   */
  constructor(
    signal: AbortSignal,
    look: Look,
    proximityOf: (picture: Picture) => Proximity = () => 'visible',
    cards?: CardSurroundings,
    hidden: HiddenFaces = () => undefined,
  ) {
    this.#proximityOf = proximityOf;
    this.#hidden = hidden;
    const host = new OverlayHost(signal);
    host.dress(look);
    this.#host = host;
    this.#look = look;
    this.#card = new CardHost(host, cards, signal);
    this.#loop = new LayoutLoop(host, signal, (layer, place) => this.#keepWatch(layer, place));
    this.#sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        // The first size is the one at which it has just been put in place.
        if (this.#justObserved.delete(target)) continue;
        for (const layer of this.#byElement.get(target) ?? []) this.#invalidate(layer);
      }
    });
    this.#watch = watchPageChanges(signal, {
      changed: () => {
        forgetUntouchables();
        this.#loop.pageChanged();
      },
      restyled: () => this.#restyled(),
      disturbed: () => this.#disturb(),
      shifted: () => this.#takeAwayFar(),
      resized: () => this.#resized(),
      animated: (element) => {
        for (const layer of this.#byElement.get(element) ?? []) this.#loop.follow(layer);
        if (this.#isAround([element])) this.#fades.note(element.getAnimations());
      },
      scrolled: (scroller) => this.#scrolled(scroller),
    });
    this.#fades = new Fades(signal, (elements) => {
      if (this.#isAround(elements)) this.#disturb();
    });
    this.#fades.note(document.getAnimations());
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** Draws what was read from a picture, in place of what was drawn before. */
  draw(picture: Picture, faces: readonly Face[]): void {
    const layer = this.#layerOf(picture);
    layer.draw(faces, this.#look);
    this.#concealment.drawn(layer);
    if (layer.isEmpty) this.erase(picture);
    else this.#invalidate(layer);
  }

  /** Says something at a picture, at once; without a notice, takes the last one away. */
  say(picture: Picture, notice: Notice | undefined): void {
    if (notice === undefined && !this.#layers.has(picture)) return;
    const layer = this.#layerOf(picture);
    layer.say(notice);
    this.#concealment.drawn(layer);
    if (layer.isEmpty) this.erase(picture);
    else this.#loop.placeNow(layer);
  }

  /** Whether any badge of this picture is drawn; one may be too improbable for the person's taste. */
  hasBadges(picture: Picture): boolean {
    return this.#layers.get(picture)?.hasBadges ?? false;
  }

  /** Whether the card of one of its faces is open. */
  isLookedInto(picture: Picture): boolean {
    return this.#layers.get(picture)?.isLookedInto ?? false;
  }

  /** Whether it is known where the page shows this picture, and how it turns it. */
  follows({ element, pseudo, place }: Picture): boolean {
    return isFollowed(element) && (pseudo === undefined || !isEmpty(place().content));
  }

  /** Brings a face into view and points it out for a moment. */
  pointOut(picture: Picture, face: Face): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    picture.element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    layer.forgetAnchorage();
    this.#loop.placeNow(layer);
    layer.pointOut(face);
  }

  /** Opens the card of a picture's largest face. */
  openCard(picture: Picture): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    this.#loop.placeNow(layer);
    layer.openCard();
  }

  erase(picture: Picture): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    this.#layers.delete(picture);
    const beside = this.#byElement.get(picture.element);
    if (beside?.delete(layer) && beside.size === 0) {
      this.#byElement.delete(picture.element);
      this.#sizes.unobserve(picture.element);
    }
    this.#near.delete(layer);
    this.#left.delete(layer);
    this.#concealment.forget(layer);
    this.#stopWatch(layer);
    this.#loop.forget(layer);
    layer.remove();
  }

  /** @returns what was erased */
  eraseAll(isMeant: (picture: Picture) => boolean): readonly Picture[] {
    const meant = [...this.#layers.keys()].filter(isMeant);
    for (const picture of meant) this.erase(picture);
    return meant;
  }

  /** Hides what lies over these pictures, or may reach there, until what it returns is called. */
  conceal(pictures: readonly Picture[]): () => void {
    const reveals = [this.#host.concealCard(), this.#concealment.begin(pictures, this.#near)];
    return () => {
      for (const reveal of reveals) reveal();
    };
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

  /** A picture has come near, where it is put in place again, or has gone far away. */
  setNear(picture: Picture, isNear: boolean): void {
    const layer = this.#layers.get(picture);
    if (layer === undefined) return;
    layer.setNear(isNear);
    if (isNear) {
      this.#left.delete(layer);
      this.#near.add(layer);
      this.#invalidate(layer);
    } else {
      this.#near.delete(layer);
      this.#stopWatch(layer);
      if (this.#loop.isMoving(layer)) layer.takeAway();
      else this.#left.add(layer);
    }
  }

  #layerOf(picture: Picture): PictureLayer {
    const known = this.#layers.get(picture);
    if (known) return known;
    const layer = new PictureLayer(picture, this.#card, this.#badgeSizes, {
      emptied: () => this.erase(picture),
      hidden: (faces) => this.#hidden(picture, faces),
    });
    this.#layers.set(picture, layer);
    const isNear = this.#proximityOf(picture) !== 'far';
    if (isNear) this.#near.add(layer);
    layer.setNear(isNear);
    const beside = this.#byElement.get(picture.element);
    if (beside) beside.add(layer);
    else {
      this.#byElement.set(picture.element, new Set([layer]));
      if (picture.element.getAnimations().length > 0) this.#loop.follow(layer);
      this.#justObserved.add(picture.element);
      this.#sizes.observe(picture.element);
    }
    return layer;
  }

  #invalidate(layer: PictureLayer): void {
    this.#loop.invalidate(layer);
  }

  #resized(): void {
    forgetUntouchables();
    for (const layer of this.#layers.values()) {
      layer.forgetAnchorage();
      this.#invalidate(layer);
      if (!this.#near.has(layer)) this.#left.add(layer);
    }
  }

  /** What is far is not followed, and may have been moved to where somebody looks: it is drawn again when it comes near. */
  #takeAwayFar(): void {
    for (const layer of this.#left) layer.takeAway();
    this.#left.clear();
  }

  #restyled(): void {
    for (const layer of this.#near) {
      layer.forgetAnchorage();
      this.#loop.look(layer);
    }
  }

  /** Whether one of these is a picture that is followed, or holds one. */
  #isAround(elements: readonly Element[]): boolean {
    const pictures = [...this.#near].map(({ picture }) => picture.element);
    return elements.some((element) => pictures.some((picture) => contains(element, picture)));
  }

  #disturb(): void {
    for (const layer of this.#near) {
      if (this.#proximityOf(layer.picture) !== 'visible') continue;
      layer.forgetIfMoved();
      layer.disturb();
      this.#loop.look(layer);
    }
  }

  #scrolled(scroller: Element | Document): void {
    for (const layer of this.#near) {
      if (isMovedBy(scroller, layer)) this.#invalidate(layer);
      // What is fixed may be so at an anchor that scrolls, with which it then goes.
      else if (scroller === document && layer.anchorage.to === 'viewport') this.#lookLate(layer);
    }
  }

  /** Looks after layout, before which it is not known where what is anchored goes. */
  #lookLate(layer: PictureLayer): void {
    this.#loop.pageChanged();
    this.#loop.look(layer);
  }

  /** From now until it moves, a picture costs nothing. */
  #keepWatch(layer: PictureLayer, place: RestingPlace): void {
    for (const tree of layer.anchorage.trees) this.#watch.include(tree);
    if (this.#sentinels.get(layer)?.guards(place)) return;
    this.#stopWatch(layer);
    const { picture } = layer;
    if (!this.#near.has(layer)) return;
    const sentinel = watchForMove(picture.element, place, () => this.#invalidate(layer));
    this.#sentinels.set(layer, sentinel);
  }

  #stopWatch(layer: PictureLayer): void {
    this.#sentinels.get(layer)?.stop();
    this.#sentinels.delete(layer);
  }

  #close(): void {
    this.eraseAll(() => true);
    this.#sizes.disconnect();
  }
}

/** Whether a picture, or what is seen in its box, moves against the document as this scrolls. */
function isMovedBy(scroller: Element | Document, { anchorage, picture }: PictureLayer): boolean {
  const { sticky, drifts, clippers, around } = anchorage;
  if (scroller instanceof Document) return sticky || drifts;
  if (clippers.some(({ element }) => element === scroller)) return true;
  return (sticky || drifts) && (scroller === picture.element || around.includes(scroller));
}
