import type { Face } from '../../vision/types.ts';
import type { Picture } from '../picture.ts';
import { type Anchorage, anchorageOf, visibleThrough } from './anchorage.ts';
import { layOutBadges } from './badge-layout.ts';
import type { CardHost } from './card-host.ts';
import { element, setStyle } from './elements.ts';
import { faceInContent, isCentreShown } from './face-box.ts';
import { FaceMark, type Look } from './face-mark.ts';
import { type Notice, NoticeBoard } from './notice.ts';
import type { PicturePlace } from './picture-place.ts';
import { intersect, isClose, isEmpty, type Rect, shifted, within } from './rect.ts';

/** Where a picture lies at one moment, from the origin that its layer hangs on. */
interface Measured extends PicturePlace {
  /** The part of the screen through which scrollers around the picture let it be seen; none where there are no such. */
  readonly window: Rect | undefined;
  readonly isShown: boolean;
}

/** Everything that is drawn over one picture. */
export class PictureLayer {
  readonly picture: Picture;
  readonly element = element('div', 'picture');
  readonly #card: CardHost;
  readonly #board: NoticeBoard;
  #faces: readonly Face[] = [];
  #marks: FaceMark[] = [];
  #anchorage: Anchorage | undefined;
  #measured: Measured | undefined;
  #badgesFor: Measured | undefined;

  /** @param emptied called when the last thing drawn here has gone by itself */
  constructor(picture: Picture, card: CardHost, emptied: () => void) {
    this.picture = picture;
    this.#card = card;
    this.#board = new NoticeBoard(() => {
      if (this.isEmpty) emptied();
    });
    this.element.append(this.#board.element);
  }

  get isEmpty(): boolean {
    return this.#faces.length === 0 && !this.#board.isShown;
  }

  get hasBadges(): boolean {
    return this.#marks.length > 0;
  }

  get anchorage(): Anchorage {
    this.#anchorage ??= anchorageOf(this.picture.element);
    return this.#anchorage;
  }

  /** Styles may have changed: what the picture hangs on is looked up anew. */
  forgetAnchorage(): void {
    this.#anchorage = undefined;
  }

  draw(faces: readonly Face[], look: Look): void {
    this.clearMarks();
    this.#faces = faces;
    this.#marks = faces
      .filter((face) => face.confidence >= look.leastConfidence)
      .map((face) => new FaceMark(face, look));
    for (const mark of this.#marks) this.#card.attend(mark);
    this.element.prepend(...this.#marks.map((mark) => mark.element));
    this.#badgesFor = undefined;
  }

  restyle(look: Look): void {
    this.draw(this.#faces, look);
  }

  clearMarks(): void {
    for (const mark of this.#marks) {
      this.#card.close(mark);
      mark.element.remove();
    }
    this.#marks = [];
    this.#faces = [];
  }

  /** Shows a notice, or takes it away. */
  say(notice: Notice | undefined): void {
    if (notice) this.#board.show(notice);
    else this.#board.hide();
  }

  remove(): void {
    this.say(undefined);
    this.clearMarks();
    this.element.remove();
  }

  /**
   * Reads where the picture is, without writing anything.
   *
   * @param origin where on screen the layer's coordinates begin
   * @returns whether it has moved against that origin since the last time
   */
  measure(origin: { readonly x: number; readonly y: number }): boolean {
    const { element: shownBy } = this.picture;
    const isShown = shownBy.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const place = this.picture.place();
    const window = visibleThrough(this.anchorage.clippers);
    const before = this.#measured;
    this.#measured = {
      content: shifted(place.content, -origin.x, -origin.y),
      bitmap: place.bitmap,
      window: window && shifted(window, -origin.x, -origin.y),
      isShown: isShown && !isEmpty(place.content) && !(window && isEmpty(intersect(window, place.content))),
    };
    return before !== undefined && !isClose(before.content, this.#measured.content, 0.1);
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
    const cut = window && [
      window.y - content.y,
      content.x + content.width - window.x - window.width,
      content.y + content.height - window.y - window.height,
      window.x - content.x,
    ];
    setStyle(this.element, 'clip-path', cut ? `inset(${cut.map((side) => `${side}px`).join(' ')})` : 'none');
    for (const mark of this.#marks) {
      const face = faceInContent(mark.face.box, measured.bitmap);
      mark.element.hidden = !isCentreShown(face);
      mark.place(face);
    }
  }

  /** Reads the sizes of the badges; to be called when all layers are placed. */
  readBadges(): void {
    if (this.#measured?.isShown) for (const mark of this.#shownMarks()) mark.forms();
  }

  /**
   * Writes where the badges go, if the picture has changed since the last time.
   *
   * @param bounds where badges have to stay, from the same origin as `measure`
   */
  placeBadges(bounds: Rect): void {
    const measured = this.#measured;
    if (!measured?.isShown || measured === this.#badgesFor) return;
    this.#badgesFor = measured;
    const { content, bitmap, window } = measured;
    const marks = this.#shownMarks();
    const faces = marks.map((mark) => within(content, faceInContent(mark.face.box, bitmap)));
    const shown = window ? intersect(content, window) : content;
    const placed = layOutBadges(
      faces,
      marks.map((mark) => mark.forms()),
      shown,
      bounds,
    );
    placed.forEach(({ rect, form }, index) => {
      const face = faces[index] as Rect;
      marks[index]?.placeBadge({ x: rect.x - face.x, y: rect.y - face.y }, form);
    });
  }

  #shownMarks(): FaceMark[] {
    return this.#marks.filter((mark) => !mark.element.hidden);
  }
}
