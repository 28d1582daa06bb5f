import type { Picture } from '../picture.ts';
import { layOutBadges } from './badge-layout.ts';
import type { BadgeSizes } from './badge-sizes.ts';
import type { CardHost } from './card-host.ts';
import type { CardOwner } from './card-surroundings.ts';
import type { Hiding } from './cover.ts';
import { type DrawnFace, FaceMark, type Look } from './face-mark.ts';
import { type FacePlace, type LaidPicture, placeFace } from './face-place.ts';
import type { Rect } from './rect.ts';

/** The faces of these marks in their order, then the others. */
function knownFirst(faces: readonly DrawnFace[], marks: readonly FaceMark[]): DrawnFace[] {
  const known = marks.flatMap((mark) => faces.find(({ id }) => id === mark.face.id) ?? []);
  return [...known, ...faces.filter((face) => !known.includes(face))];
}

/** All faces of one picture, once for each place where the page paints it. */
export class FaceMarks implements CardOwner {
  readonly picture: Picture;
  readonly #parent: HTMLElement;
  readonly #card: CardHost;
  readonly #sizes: BadgeSizes;
  #faces: readonly DrawnFace[] = [];
  #drawn: readonly DrawnFace[] = [];
  #look: Look | undefined;
  #marks: FaceMark[] = [];
  #places: readonly (FacePlace | undefined)[] = [];
  /** How something else on the page hides faces, by place. */
  #hidden: readonly Hiding[] = [];

  constructor(picture: Picture, parent: HTMLElement, card: CardHost, sizes: BadgeSizes) {
    this.picture = picture;
    this.#parent = parent;
    this.#card = card;
    this.#sizes = sizes;
  }

  /** Faces that were given, whether or not the person wants badges on them. */
  get faces(): readonly DrawnFace[] {
    return this.#faces;
  }

  get shownMarks(): readonly FaceMark[] {
    return this.#shown().map(([mark]) => mark);
  }

  /** Whether the card of one of the faces is open. */
  get isLookedInto(): boolean {
    return this.#marks.some(({ badge }) => badge.ariaExpanded === 'true');
  }

  get hasBadges(): boolean {
    return this.#drawn.length > 0;
  }

  show(faces: readonly DrawnFace[], look: Look): void {
    const drawn = faces.filter((face) => face.confidence >= look.leastConfidence);
    const kept = look === this.#look ? this.#marksOf(drawn) : [];
    this.#remove(this.#marks.filter((mark) => !kept.includes(mark)));
    this.#marks = kept;
    this.#faces = faces;
    this.#look = look;
    this.#drawn = kept.length > 0 ? knownFirst(drawn, kept) : drawn;
    for (const [index, mark] of kept.entries()) mark.renew(this.#drawn[index] ?? mark.face);
    this.#places = [];
    this.#hidden = [];
    this.#mark(drawn.length);
  }

  pointOut(face: DrawnFace): void {
    this.#marks.find((mark) => mark.face === face)?.pointOut();
  }

  /** Opens the card of the largest face that is on screen. */
  openCard(): void {
    const [mark] = this.shownMarks;
    if (mark) void this.#card.open(mark, this);
  }

  clear(): void {
    this.#mark(0);
    this.#faces = [];
    this.#drawn = [];
    this.#places = [];
    this.#hidden = [];
  }

  /** Finds where the faces are; without a picture that can be followed, nowhere. Writes nothing. */
  locate(picture: LaidPicture | undefined): void {
    const bitmaps = picture?.bitmaps ?? [];
    this.#places = bitmaps.flatMap((bitmap) =>
      this.#drawn.map((face) => picture && placeFace(face.box, bitmap, picture)),
    );
  }

  /**
   * Finds out which of the located faces are hidden. Writes nothing.
   *
   * @returns whether they are others than before
   */
  examine(hidingOf: (part: Rect) => Hiding): boolean {
    const before = this.#hidden;
    this.#hidden = this.#places.map((place) => (place?.isShown ? hidingOf(place.left) : undefined));
    return this.#hidden.some((hiding, index) => hiding !== before[index]);
  }

  /** Faces of which the last `locate` and `examine` found that they have no badge, wherever the page is scrolled to. */
  get hiddenForGood(): readonly DrawnFace[] {
    const { length } = this.#drawn;
    const isHidden = (place: FacePlace | undefined, index: number) =>
      !place?.isReachable || this.#hidden[index] === 'lasting';
    return this.#drawn.filter((_, face) =>
      this.#places.every((place, index) => index % length !== face || isHidden(place, index)),
    );
  }

  /** Puts the faces where they were located. */
  place(): void {
    this.#mark(Math.max(this.#drawn.length, this.#places.length));
    for (const [index, mark] of this.#marks.entries()) {
      const place = this.#places[index];
      mark.element.hidden = !place?.isShown || this.#hidden[index] !== undefined;
      if (place) mark.place(place);
    }
  }

  askBadges(): void {
    for (const [mark] of this.#shown()) mark.askForms();
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

  /** Marks of faces that are followed, as far as these faces are the same ones: their elements stay, and do not flicker. */
  #marksOf(faces: readonly DrawnFace[]): FaceMark[] {
    const ids = new Set(faces.flatMap(({ id }) => id ?? []));
    return this.#marks.filter(({ face }) => face.id !== undefined && ids.delete(face.id));
  }

  #remove(marks: readonly FaceMark[]): void {
    for (const mark of marks) {
      this.#card.close(mark);
      mark.element.remove();
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
    this.#remove(this.#marks.splice(count));
    const missing = count - this.#marks.length;
    if (missing <= 0 || this.#look === undefined) return;
    const look = this.#look;
    const made: FaceMark[] = [];
    for (let index = this.#marks.length; index < count; index += 1) {
      const face = this.#drawn[index % this.#drawn.length];
      if (face) made.push(new FaceMark(face, look, this.#sizes));
    }
    for (const mark of made) this.#card.attend(mark, this);
    this.#parent.prepend(...made.map((mark) => mark.element));
    this.#marks.push(...made);
  }
}
