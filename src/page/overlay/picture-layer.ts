import type { Face } from '../../vision/types.ts';
import { isImage } from '../discovery/dom.ts';
import type { Picture } from '../picture.ts';
import { type Anchorage, anchorageOf, isStillIn } from './anchorage.ts';
import type { BadgeSizes } from './badge-sizes.ts';
import type { CardHost } from './card-host.ts';
import { hidingOf } from './cover.ts';
import { boxCss, element, writeStyle } from './elements.ts';
import type { Look } from './face-mark.ts';
import { FaceMarks } from './face-marks.ts';
import {
  isSamePlace,
  isSameToDraw,
  liesAsMeasured,
  type MeasuredPicture,
  measurePicture,
} from './measured-picture.ts';
import { type Notice, NoticeBoard } from './notice.ts';
import { fromSpace, type Space } from './origin.ts';
import { grown, intersect, type Rect } from './rect.ts';
import { type TurnChain, turnChainOf } from './screen-turn.ts';
import { isVisibleAnywhere } from './visible-by-style.ts';

/**
 * Pixels by which a badge or a notice, of the longest words in the largest letters, may stick out of a picture, and the share of its
 * longer side by which the ring around a face does.
 */
const STICKS_OUT = 320;
const RING = 0.25;

export interface LayerListener {
  /** The last thing drawn here has gone by itself. */
  emptied(): void;
  /** Which faces have no badge, wherever the person scrolls to: told when they are others than before. */
  hidden(faces: readonly Face[]): void;
}

/** Everything that is drawn over one picture. */
export class PictureLayer {
  readonly picture: Picture;
  readonly element = element('div', 'picture');
  readonly #told: LayerListener;
  /** Made when first something is said here, which is seldom. */
  #board: NoticeBoard | undefined;
  readonly #marks: FaceMarks;
  #anchorage: Anchorage | undefined;
  #turnChain: TurnChain | undefined;
  #measured: MeasuredPicture | undefined;
  /** What was last drawn; absent where something new is to be. */
  #drawn: MeasuredPicture | undefined;
  #isLocated = false;
  #isExamined = false;
  #hidden: readonly Face[] = [];

  constructor(picture: Picture, card: CardHost, sizes: BadgeSizes, told: LayerListener) {
    this.picture = picture;
    this.#marks = new FaceMarks(picture, this.element, card, sizes);
    this.#told = told;
  }

  get isEmpty(): boolean {
    return this.#marks.faces.length === 0 && !this.#board?.isShown;
  }

  get hasBadges(): boolean {
    return this.#marks.hasBadges;
  }

  get isLookedInto(): boolean {
    return this.#marks.isLookedInto;
  }

  get anchorage(): Anchorage {
    this.#anchorage ??= anchorageOf(this.picture.element, this.picture.pseudo);
    return this.#anchorage;
  }

  /** Styles may have changed: what the picture hangs on is looked up anew. */
  forgetAnchorage(): void {
    this.#anchorage = undefined;
    this.#turnChain = undefined;
    this.disturb();
  }

  /** The tree may have changed: the same, if the picture lies in something else than before. */
  forgetIfMoved(): void {
    if (this.#anchorage && !isStillIn(this.#anchorage, this.picture.element)) this.forgetAnchorage();
  }

  /** Something may have come to lie over the picture, or gone from there. */
  disturb(): void {
    this.#isExamined = false;
  }

  draw(faces: readonly Face[], look: Look): void {
    this.#marks.show(faces, look);
    this.#drawn = undefined;
    this.#isLocated = false;
    this.disturb();
  }

  restyle(look: Look): void {
    this.draw(this.#marks.faces, look);
  }

  /** Shows a notice, or takes it away. */
  say(notice: Notice | undefined): void {
    if (notice === undefined) this.#board?.hide();
    else {
      this.#board ??= this.#makeBoard();
      this.#board.show(notice);
    }
  }

  /** Points a face out, and brings that part of a large picture into view. */
  pointOut(face: Face): void {
    this.#marks.pointOut(face);
  }

  openCard(): void {
    this.#marks.openCard();
  }

  remove(): void {
    this.say(undefined);
    this.#marks.clear();
  }

  /**
   * Whether the picture lies where it did and is as visible as it was, by the little that is asked of an upright `img`: most
   * of what disturbs a page moves none, and to measure it anew costs five times as much where it fills its box.
   *
   * @param space the coordinates of what the layer hangs on
   */
  isAsMeasured(space: Space): boolean {
    const measured = this.#measured;
    if (!measured || this.#turnChain?.length !== 0 || !isImage(this.picture.element)) return false;
    if (!liesAsMeasured(this.picture, measured, space)) return false;
    this.#measured = { ...measured, space };
    return true;
  }

  /**
   * Reads where the picture is, without writing anything.
   *
   * @param space the coordinates of what the layer hangs on
   * @param bounds on screen: what people can scroll to of it
   * @returns whether it has moved in that space since the last time
   */
  measure(space: Space, bounds: Rect): boolean {
    this.#turnChain ??= turnChainOf(this.picture.element);
    const before = this.#measured;
    const now = measurePicture(this.picture, this.#turnChain, this.anchorage, space, bounds);
    const hasMoved = before !== undefined && !isSamePlace(before, now);
    // What moves may have just come to be turned.
    if (hasMoved) this.#turnChain = undefined;
    if (hasMoved || before?.isShown !== now.isShown) this.disturb();
    this.#measured = now;
    if (this.#drawn && !isSameToDraw(this.#drawn, now)) {
      this.#drawn = undefined;
      this.#isLocated = false;
    }
    if (!this.#isLocated) this.#marks.locate(now.isShown && now.isFollowed ? now : undefined);
    this.#isLocated = true;
    return hasMoved;
  }

  /** Whether what the last `measure` and `examine` found is drawn already. */
  get isDrawn(): boolean {
    return this.#drawn !== undefined;
  }

  /**
   * Reads what hides the faces that the last `measure` found, unless that is known.
   *
   * @param ours the overlay's host
   */
  examine(ours: Element): void {
    if (this.#isExamined || this.#measured === undefined) return;
    const { space } = this.#measured;
    const { element: shown } = this.picture;
    const isOther = this.#marks.examine((face) => hidingOf(shown, fromSpace(space, face), ours));
    if (isOther) this.#drawn = undefined;
    this.#isExamined = true;
    this.#tellHidden();
  }

  /** Writes where the last `measure` found the picture, and puts the faces on it. */
  place(): void {
    const measured = this.#measured;
    this.#drawn = measured;
    if (measured === undefined) return;
    this.element.hidden = !measured.isShown;
    if (!measured.isShown) return;
    const { content, window } = measured;
    const clip = window ? `;clip-path:${insetOf(content, window)}` : '';
    writeStyle(this.element, `${boxCss(content, pixels)}${clip}`);
    this.#marks.place();
  }

  /** All that may be drawn on, in the coordinates of the last `place`; absent where nothing is. */
  get reach(): Rect | undefined {
    if (!this.#drawn?.isShown || this.element.hidden) return undefined;
    const { content, window } = this.#drawn;
    const all = grown(content, STICKS_OUT + RING * Math.max(content.width, content.height));
    return window ? intersect(all, window) : all;
  }

  /** Draws nothing until the picture is put in place again. */
  takeAway(): void {
    this.#drawn = undefined;
    this.#isLocated = false;
    this.element.hidden = true;
  }

  /** Whether a pointer may come to what is drawn here. */
  setNear(isNear: boolean): void {
    this.element.classList.toggle('near', isNear);
  }

  /** Makes what is drawn here invisible, or visible again; it keeps its place. */
  setConcealed(isConcealed: boolean): void {
    this.element.classList.toggle('concealed', isConcealed);
  }

  /** Has the sizes of the badges read, which is done for all layers at once: to be called when they are placed. */
  askBadges(): void {
    if (this.#measured?.isShown) this.#marks.askBadges();
  }

  /**
   * Writes where badges and notice go.
   *
   * @param bounds where they have to stay, in the same coordinates as `measure`
   * @param view the viewport, from there too
   */
  placeLabels(bounds: Rect, view: Rect): void {
    if (!this.#measured?.isShown) return;
    const { content, window } = this.#measured;
    const shown = window ? intersect(content, window) : content;
    this.#marks.placeBadges(shown, bounds);
    this.#board?.place(shown, view, content, bounds);
  }

  /** As far as the last `measure` and `examine` know. */
  #tellHidden(): void {
    const measured = this.#measured;
    if (measured === undefined) return;
    const isAllGone = isGone(this.picture, measured);
    const hidden = isAllGone ? this.#marks.faces : measured.isShown ? this.#marks.hiddenForGood : [];
    const before = this.#hidden;
    this.#hidden = hidden;
    const isSame = hidden.length === before.length && hidden.every((face, index) => face === before[index]);
    if (!isSame) this.#told.hidden(hidden);
  }

  #makeBoard(): NoticeBoard {
    const board = new NoticeBoard(() => {
      if (this.isEmpty) this.#told.emptied();
    });
    this.element.append(board.element);
    return board;
  }
}

/** Whether the page shows nothing of a picture, wherever it is scrolled to, or where it shows it nobody knows. */
function isGone(picture: Picture, { isTurnedAway, isFollowed, isOutOfReach }: MeasuredPicture): boolean {
  return !isVisibleAnywhere(picture) || isTurnedAway || !isFollowed || isOutOfReach;
}

function pixels(length: number): string {
  return `${length}px`;
}

/** A `clip-path` that cuts `box`, and what sticks out of it, to `window`. */
function insetOf(box: Rect, window: Rect): string {
  const sides = [
    window.y - box.y,
    box.x + box.width - window.x - window.width,
    box.y + box.height - window.y - window.height,
    window.x - box.x,
  ];
  return `inset(${sides.map(pixels).join(' ')})`;
}
