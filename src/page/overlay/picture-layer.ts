import type { Face } from '../../vision/types.ts';
import type { Picture } from '../picture.ts';
import { type Anchorage, anchorageOf, visibleThrough } from './anchorage.ts';
import type { BadgeSizes } from './badge-sizes.ts';
import type { CardHost } from './card-host.ts';
import { distortionOf } from './distortion.ts';
import { element, setStyle } from './elements.ts';
import type { Look } from './face-mark.ts';
import { FaceMarks } from './face-marks.ts';
import { type Notice, NoticeBoard } from './notice.ts';
import { intoSpace, type Space } from './origin.ts';
import type { PicturePlace } from './picture-place.ts';
import { fractionsOf, intersect, isClose, isEmpty, type Rect, UNIT } from './rect.ts';

/** Where a picture lies at one moment, in the coordinates of what its layer hangs on. */
interface Measured extends PicturePlace {
  /** The part of the screen through which scrollers around the picture let it be seen; none where there are no such. */
  readonly window: Rect | undefined;
  readonly isShown: boolean;
  /** Frames would not lie on the faces. */
  readonly isDistorted: boolean;
}

/** Movements of less than this many pixels are no movements. */
const TOLERANCE = 0.1;

/** Everything that is drawn over one picture. */
export class PictureLayer {
  readonly picture: Picture;
  readonly element = element('div', 'picture');
  readonly #board: NoticeBoard;
  readonly #marks: FaceMarks;
  #anchorage: Anchorage | undefined;
  #isDistorted: boolean | undefined;
  #measured: Measured | undefined;

  /** @param emptied called when the last thing drawn here has gone by itself */
  constructor(picture: Picture, card: CardHost, sizes: BadgeSizes, emptied: () => void) {
    this.picture = picture;
    this.#marks = new FaceMarks(this.element, card, sizes);
    this.#board = new NoticeBoard(() => {
      if (this.isEmpty) emptied();
    });
    this.element.append(this.#board.element);
  }

  get isEmpty(): boolean {
    return this.#marks.faces.length === 0 && !this.#board.isShown;
  }

  get hasBadges(): boolean {
    return this.#marks.hasBadges;
  }

  get anchorage(): Anchorage {
    this.#anchorage ??= anchorageOf(this.picture.element);
    return this.#anchorage;
  }

  /** Styles may have changed: what the picture hangs on is looked up anew. */
  forgetAnchorage(): void {
    this.#anchorage = undefined;
    this.#isDistorted = undefined;
  }

  draw(faces: readonly Face[], look: Look): void {
    this.#marks.show(faces, look);
  }

  restyle(look: Look): void {
    this.draw(this.#marks.faces, look);
  }

  /** Shows a notice, or takes it away. */
  say(notice: Notice | undefined): void {
    if (notice) this.#board.show(notice);
    else this.#board.hide();
  }

  remove(): void {
    this.say(undefined);
    this.#marks.clear();
    this.element.remove();
  }

  /**
   * Reads where the picture is, without writing anything.
   *
   * @param space the coordinates of what the layer hangs on
   * @returns whether it has moved in that space since the last time
   */
  measure(space: Space): boolean {
    const isVisible = this.picture.element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
    });
    const place = this.picture.place();
    const window = visibleThrough(this.anchorage.clippers);
    const seen = window ? intersect(window, place.content) : place.content;
    const before = this.#measured;
    const content = intoSpace(space, place.content);
    const hasMoved = before !== undefined && !isClose(before.content, content, TOLERANCE);
    if (hasMoved) this.#isDistorted = undefined;
    this.#isDistorted ??= distortionOf(this.picture.element) !== undefined;
    this.#measured = {
      content,
      bitmap: place.bitmap,
      window: window && intoSpace(space, window),
      isShown: isVisible && !isEmpty(seen),
      isDistorted: this.#isDistorted,
    };
    return hasMoved;
  }

  /** Writes where the last `measure` found the picture, and puts the faces on it. */
  place(): void {
    const measured = this.#measured;
    if (measured === undefined) return;
    this.element.hidden = !measured.isShown;
    if (!measured.isShown) return;
    const { content, window } = measured;
    setStyle(this.element, 'left', `${content.x}px`);
    setStyle(this.element, 'top', `${content.y}px`);
    setStyle(this.element, 'width', `${content.width}px`);
    setStyle(this.element, 'height', `${content.height}px`);
    setStyle(this.element, 'clip-path', window ? insetOf(content, window) : 'none');
    if (measured.isDistorted) this.#marks.hide();
    else this.#marks.place(measured.bitmap, window ? fractionsOf(content, intersect(content, window)) : UNIT);
  }

  /** Reads the sizes of the badges; to be called when all layers are placed. */
  readBadges(): void {
    if (this.#measured?.isShown) this.#marks.readBadges();
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
    this.#marks.placeBadges(this.#measured, shown, bounds);
    this.#board.place(shown, view, content, bounds);
  }
}

/** A `clip-path` that cuts `box`, and what sticks out of it, to `window`. */
function insetOf(box: Rect, window: Rect): string {
  const sides = [
    window.y - box.y,
    box.x + box.width - window.x - window.width,
    box.y + box.height - window.y - window.height,
    window.x - box.x,
  ];
  return `inset(${sides.map((side) => `${side}px`).join(' ')})`;
}
