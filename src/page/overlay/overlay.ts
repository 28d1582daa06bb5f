import type { Face } from '../../vision/types.ts';
import type { Picture, Proximity } from '../picture.ts';
import { BadgeSizes } from './badge-sizes.ts';
import { CardHost } from './card-host.ts';
import type { CardSurroundings } from './card-surroundings.ts';
import { Concealment } from './concealment.ts';
import type { Look } from './face-mark.ts';
import { Fades } from './fades.ts';
import { FollowedLayers } from './followed-layers.ts';
import { LayersByElement } from './layers-by-element.ts';
import { LayoutLoop } from './layout-loop.ts';
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
  readonly #byElement: LayersByElement;
  readonly #followed: FollowedLayers;
  readonly #hidden: HiddenFaces;
  readonly #host: OverlayHost;
  readonly #loop: LayoutLoop;
  readonly #card: CardHost;
  readonly #badgeSizes = new BadgeSizes();
  readonly #concealment = new Concealment();
  readonly #watch: PageWatch;
  readonly #fades: Fades;
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
    this.#hidden = hidden;
    const host = new OverlayHost(signal);
    host.dress(look);
    this.#host = host;
    this.#look = look;
    this.#card = new CardHost(host, cards, signal);
    this.#loop = new LayoutLoop(host, signal, (layer, place) => {
      for (const tree of layer.anchorage.trees) this.#watch.include(tree);
      this.#followed.settled(layer, place);
    });
    this.#followed = new FollowedLayers(this.#loop, proximityOf);
    this.#byElement = new LayersByElement((layer) => this.#invalidate(layer));
    this.#watch = watchPageChanges(signal, {
      changed: () => {
        forgetUntouchables();
        this.#loop.pageChanged();
      },
      restyled: () => this.#followed.restyled(),
      disturbed: () => this.#followed.disturb(),
      shifted: () => this.#followed.takeAwayFar(),
      resized: () => this.#resized(),
      animated: (element) => {
        for (const layer of this.#byElement.of(element)) this.#loop.follow(layer);
        if (this.#followed.areIn([element])) this.#fades.note(element.getAnimations());
      },
      scrolled: (scroller) => this.#followed.scrolled(scroller),
    });
    this.#fades = new Fades(signal, (elements) => {
      if (this.#followed.areIn(elements)) this.#followed.disturb();
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
    this.#byElement.delete(layer);
    this.#followed.forget(layer);
    this.#concealment.forget(layer);
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
    const reveals = [this.#host.concealCard(), this.#concealment.begin(pictures, this.#followed.near)];
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
    if (layer) this.#followed.setNear(layer, isNear);
  }

  #layerOf(picture: Picture): PictureLayer {
    const known = this.#layers.get(picture);
    if (known) return known;
    const layer = new PictureLayer(picture, this.#card, this.#badgeSizes, {
      emptied: () => this.erase(picture),
      hidden: (faces) => this.#hidden(picture, faces),
    });
    this.#layers.set(picture, layer);
    this.#followed.add(layer);
    const isFirst = this.#byElement.add(layer);
    if (isFirst && picture.element.getAnimations().length > 0) this.#loop.follow(layer);
    return layer;
  }

  #invalidate(layer: PictureLayer): void {
    this.#loop.invalidate(layer);
  }

  #resized(): void {
    forgetUntouchables();
    this.#followed.resized(this.#layers.values());
  }

  #close(): void {
    this.eraseAll(() => true);
    this.#byElement.stop();
  }
}
