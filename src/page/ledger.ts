import type { FailureKind, FrameState, ImageRecord, ReadOutcome } from '../messaging/protocol.ts';
import type { Expression, Face } from '../vision/types.ts';
import { isLargeEnough, TOO_SMALL } from './discovery/readable-size.ts';
import type { Picture } from './picture.ts';

/** Characters of a data: address that are passed on. */
const MOST_OF_DATA_ADDRESS = 100;

/** Failures that say nothing about the picture itself. */
const PASSING: ReadonlySet<FailureKind> = new Set([
  'busy',
  'deadline',
  'network',
  'engine',
  'not-capturable',
]);

/** The pictures that a frame shows, and what has become of each. */
export class Ledger {
  readonly #shown = new Set<Picture>();
  readonly #waiting = new Set<Picture>();
  /** Those that are shown and have faces: few of a gallery, and asked for each time that a face comes. */
  readonly #withFaces = new Set<Picture>();
  /** Outlives removal: an element that comes back showing the same bitmap need not be read again. */
  readonly #settled = new WeakMap<Picture, { readonly outcome: ReadOutcome; readonly at: number }>();
  /** Faces that have no badge now, because the page hides them or because they were of a moment that has passed. */
  readonly #unseen = new WeakMap<Picture, ReadonlySet<Face>>();

  get pictures(): ReadonlySet<Picture> {
    return this.#shown;
  }

  show(picture: Picture): void {
    this.#shown.add(picture);
    if (this.facesOf(picture).length > 0) this.#withFaces.add(picture);
  }

  hide(picture: Picture): void {
    this.#shown.delete(picture);
    this.#waiting.delete(picture);
    this.#withFaces.delete(picture);
    this.#unseen.delete(picture);
  }

  clear(): void {
    this.#shown.clear();
    this.#waiting.clear();
    this.#withFaces.clear();
  }

  wait(picture: Picture): void {
    this.#waiting.add(picture);
  }

  stopWaiting(picture: Picture): void {
    this.#waiting.delete(picture);
  }

  settle(picture: Picture, outcome: ReadOutcome): void {
    this.#waiting.delete(picture);
    this.#settled.set(picture, { outcome, at: Date.now() });
    this.#unseen.delete(picture);
    const hasFaces = outcome.ok && outcome.reading.faces.length > 0;
    if (hasFaces && this.#shown.has(picture)) this.#withFaces.add(picture);
    else this.#withFaces.delete(picture);
  }

  /** Makes a picture as if it had never been tried, where it failed for a reason that may have passed. */
  forgetPassingFailure(picture: Picture): void {
    const outcome = this.outcomeOf(picture);
    if (outcome && !outcome.ok && PASSING.has(outcome.failure)) this.#settled.delete(picture);
  }

  outcomeOf(picture: Picture): ReadOutcome | undefined {
    return this.#settled.get(picture)?.outcome;
  }

  /** Tells which faces of a picture have no badge now, of those that were read. */
  setUnseen(picture: Picture, faces: Iterable<Face>): void {
    this.#unseen.set(picture, new Set(faces));
  }

  /** Faces with a badge, in what is shown. */
  faceCount(leastConfidence: number): number {
    let count = 0;
    for (const picture of this.#withFaces) count += this.#badgedFacesOf(picture, leastConfidence).length;
    return count;
  }

  counts(leastConfidence: number): FrameState['counts'] {
    const counts = { seen: 0, read: 0, waiting: 0, failed: 0, faces: this.faceCount(leastConfidence) };
    for (const picture of this.#shown) {
      if (!isLargeEnough(picture)) continue;
      counts.seen += 1;
      const outcome = this.outcomeOf(picture);
      if (this.#waiting.has(picture)) counts.waiting += 1;
      else if (outcome?.ok) counts.read += 1;
      else if (outcome) counts.failed += 1;
    }
    return counts;
  }

  /** How often each expression is labelled; faces without a badge do not count. */
  expressions(leastConfidence: number): FrameState['expressions'] {
    const counts: Partial<Record<Expression, number>> = {};
    for (const picture of this.#withFaces) {
      for (const { expression } of this.#badgedFacesOf(picture, leastConfidence)) {
        counts[expression] = (counts[expression] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** Every face that is labelled with an expression. */
  facesShowing(expression: Expression, leastConfidence: number): { picture: Picture; face: Face }[] {
    return [...this.#withFaces].flatMap((picture) =>
      this.#badgedFacesOf(picture, leastConfidence)
        .filter((face) => face.expression === expression)
        .map((face) => ({ picture, face })),
    );
  }

  /** What has become of a picture. */
  recordOf(picture: Picture): ImageRecord {
    const isData = /^data:/i.test(picture.address);
    const outcome = this.outcomeOf(picture);
    const about = {
      src: isData ? picture.address.slice(0, MOST_OF_DATA_ADDRESS) : picture.address,
      width: Math.round(picture.width),
      height: Math.round(picture.height),
      faces: this.facesOf(picture),
    };
    if (this.#waiting.has(picture)) return { ...about, status: 'waiting' };
    if (outcome?.ok) {
      const { width, height, models } = outcome.reading;
      return { ...about, width, height, status: 'read', models, readAt: this.#settled.get(picture)?.at };
    }
    if (outcome) return { ...about, status: 'failed', failure: outcome.failure, reason: outcome.reason };
    if (!isLargeEnough(picture))
      return { ...about, status: 'failed', failure: 'too-small', reason: TOO_SMALL };
    return { ...about, status: 'not-read-yet' };
  }

  facesOf(picture: Picture): readonly Face[] {
    const outcome = this.outcomeOf(picture);
    return outcome?.ok ? outcome.reading.faces : [];
  }

  #badgedFacesOf(picture: Picture, leastConfidence: number): readonly Face[] {
    const unseen = this.#unseen.get(picture);
    return this.facesOf(picture).filter((face) => face.confidence >= leastConfidence && !unseen?.has(face));
  }
}
