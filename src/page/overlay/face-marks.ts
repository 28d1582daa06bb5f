import type { Face } from '../../vision/types.ts';
import { layOutBadges } from './badge-layout.ts';
import type { BadgeSizes } from './badge-sizes.ts';
import type { CardHost } from './card-host.ts';
import { faceInContent, isCentreShown } from './face-box.ts';
import { FaceMark, type Look } from './face-mark.ts';
import type { PicturePlace } from './picture-place.ts';
import { type Rect, within } from './rect.ts';

/** All faces of one picture. */
export class FaceMarks {
  readonly #parent: HTMLElement;
  readonly #card: CardHost;
  readonly #sizes: BadgeSizes;
  #faces: readonly Face[] = [];
  #marks: FaceMark[] = [];

  constructor(parent: HTMLElement, card: CardHost, sizes: BadgeSizes) {
    this.#parent = parent;
    this.#card = card;
    this.#sizes = sizes;
  }

  /** Faces that were given, whether or not the person wants badges on them. */
  get faces(): readonly Face[] {
    return this.#faces;
  }

  get hasBadges(): boolean {
    return this.#marks.length > 0;
  }

  show(faces: readonly Face[], look: Look): void {
    this.clear();
    this.#faces = faces;
    this.#marks = faces
      .filter((face) => face.confidence >= look.leastConfidence)
      .map((face) => new FaceMark(face, look, this.#sizes));
    for (const mark of this.#marks) this.#card.attend(mark);
    this.#parent.prepend(...this.#marks.map((mark) => mark.element));
  }

  clear(): void {
    for (const mark of this.#marks) {
      this.#card.close(mark);
      mark.element.remove();
    }
    this.#marks = [];
    this.#faces = [];
  }

  /**
   * @param bitmap the picture in fractions of its content box, which is the parent's box
   * @param seen the part of the content box that scrollers leave to be seen, in fractions of it
   */
  place(bitmap: Rect, seen: Rect): void {
    for (const mark of this.#marks) {
      const face = faceInContent(mark.face.box, bitmap);
      mark.element.hidden = !isCentreShown(face, seen);
      mark.place(face);
    }
  }

  /** Draws nothing until the faces are placed again. */
  hide(): void {
    for (const mark of this.#marks) mark.element.hidden = true;
  }

  readBadges(): void {
    for (const mark of this.#shown()) mark.forms();
  }

  /**
   * @param shown the visible part of the content box, from the same origin as `place.content`
   * @param bounds where badges have to stay, from there too
   */
  placeBadges(place: PicturePlace, shown: Rect, bounds: Rect): void {
    const marks = this.#shown();
    const faces = marks.map((mark) => within(place.content, faceInContent(mark.face.box, place.bitmap)));
    const forms = marks.map((mark) => mark.forms());
    const placed = layOutBadges(faces, forms, shown, bounds);
    for (const [index, { rect, form }] of placed.entries()) {
      const { x, y } = faces[index] ?? rect;
      marks[index]?.placeBadge({ x: rect.x - x, y: rect.y - y }, form);
    }
  }

  #shown(): FaceMark[] {
    return this.#marks.filter((mark) => !mark.element.hidden);
  }
}
