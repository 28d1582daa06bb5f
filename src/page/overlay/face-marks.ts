import type { Face } from '../../vision/types.ts';
import { layOutBadges } from './badge-layout.ts';
import type { BadgeSizes } from './badge-sizes.ts';
import type { CardHost } from './card-host.ts';
import { FaceMark, type Look } from './face-mark.ts';
import { type FacePlace, type LaidPicture, placeFace } from './face-place.ts';
import type { Rect } from './rect.ts';

/** All faces of one picture, once for each place where the page paints it. */
export class FaceMarks {
  readonly #parent: HTMLElement;
  readonly #card: CardHost;
  readonly #sizes: BadgeSizes;
  #faces: readonly Face[] = [];
  #drawn: readonly Face[] = [];
  #look: Look | undefined;
  #marks: FaceMark[] = [];
  #places: readonly (FacePlace | undefined)[] = [];
  /** Which faces something else on the page hides, by place. */
  #covered: readonly boolean[] = [];

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
    return this.#drawn.length > 0;
  }

  show(faces: readonly Face[], look: Look): void {
    this.clear();
    this.#faces = faces;
    this.#look = look;
    this.#drawn = faces.filter((face) => face.confidence >= look.leastConfidence);
    this.#mark(this.#drawn.length);
  }

  pointOut(face: Face): void {
    this.#marks.find((mark) => mark.face === face)?.pointOut();
  }

  clear(): void {
    this.#mark(0);
    this.#faces = [];
    this.#drawn = [];
    this.#places = [];
    this.#covered = [];
  }

  /** Finds where the faces are; without a picture that can be followed, nowhere. Writes nothing. */
  locate(picture: LaidPicture | undefined): void {
    const bitmaps = picture?.bitmaps ?? [];
    this.#places = bitmaps.flatMap((bitmap) =>
      this.#drawn.map((face) => picture && placeFace(face.box, bitmap, picture)),
    );
  }

  /** Finds out which of the located faces are hidden. Writes nothing. */
  examine(isCovered: (part: Rect) => boolean): void {
    this.#covered = this.#places.map((place) => place?.isShown === true && isCovered(place.left));
  }

  /** Puts the faces where they were located. */
  place(): void {
    this.#mark(Math.max(this.#drawn.length, this.#places.length));
    for (const [index, mark] of this.#marks.entries()) {
      const place = this.#places[index];
      mark.element.hidden = !place?.isShown || this.#covered[index] === true;
      if (place) mark.place(place);
    }
  }

  readBadges(): void {
    for (const [mark] of this.#shown()) mark.forms();
  }

  /**
   * @param shown the visible part of the picture, in the coordinates that the faces were located in
   * @param bounds where badges have to stay, in those too
   */
  placeBadges(shown: Rect, bounds: Rect): void {
    const marks = this.#shown();
    const faces = marks.map(([, place]) => place.bounds);
    const forms = marks.map(([mark]) => mark.forms());
    const placed = layOutBadges(faces, forms, shown, bounds);
    for (const [index, { rect, form }] of placed.entries()) {
      const { x, y } = faces[index] ?? rect;
      marks[index]?.[0].placeBadge({ x: rect.x - x, y: rect.y - y }, form);
    }
  }

  #shown(): (readonly [FaceMark, FacePlace])[] {
    return this.#marks.flatMap((mark, index) => {
      const place = this.#places[index];
      return place && !mark.element.hidden ? [[mark, place] as const] : [];
    });
  }

  /** Has as many marks as this: one for each face, and again for each further place of the picture. */
  #mark(count: number): void {
    for (const mark of this.#marks.splice(count)) {
      this.#card.close(mark);
      mark.element.remove();
    }
    const missing = count - this.#marks.length;
    if (missing <= 0 || this.#look === undefined) return;
    const look = this.#look;
    const made: FaceMark[] = [];
    for (let index = this.#marks.length; index < count; index += 1) {
      const face = this.#drawn[index % this.#drawn.length];
      if (face) made.push(new FaceMark(face, look, this.#sizes));
    }
    for (const mark of made) this.#card.attend(mark);
    this.#parent.prepend(...made.map((mark) => mark.element));
    this.#marks.push(...made);
  }
}
