import type { RunningRead } from '../engine-client/engine-client.ts';
import type { ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import { isLargeEnough } from './discovery/readable-size.ts';
import { type ViewportWatch, watchViewport } from './discovery/viewport-watch.ts';
import { type GrowthWatch, watchGrowth } from './growth-watch.ts';
import { distanceFromView, isClearlyLarge, isInView, isShownLarge } from './in-view.ts';
import type { Ledger } from './ledger.ts';
import type { Rect } from './overlay/rect.ts';
import type { PageDrawing } from './page-drawing.ts';
import { PassingFrames } from './passing-frames.ts';
import type { Picture, Proximity } from './picture.ts';
import { PostponedPictures } from './postponed-pictures.ts';
import { ReadingQueue } from './reading-queue.ts';

export interface PictureReadingParts {
  readonly ledger: Ledger;
  readonly drawing: PageDrawing;
  /** Has one picture read. */
  read(picture: Picture, priority: ReadPriority, cancel: AbortSignal): RunningRead;
  /** The faces may be others than before. */
  changed(): void;
}

/**
 * Has the pictures of a document read: those that come near the viewport where that is wanted, and those that the person
 * asks for. What came of it goes to the ledger and is drawn.
 */
export class PictureReading {
  readonly #parts: PictureReadingParts;
  readonly #asked = new Set<Picture>();
  readonly #queue: ReadingQueue;
  readonly #viewport: ViewportWatch;
  readonly #smallNow: GrowthWatch;
  readonly #frames: PassingFrames;
  readonly #postponed: PostponedPictures;
  #isAutomatic: boolean;

  /** @param isAutomatic whether pictures near the viewport are read unasked */
  constructor(parts: PictureReadingParts, isAutomatic: boolean, signal: AbortSignal) {
    this.#parts = parts;
    this.#isAutomatic = isAutomatic;
    this.#queue = new ReadingQueue({
      start: (picture, priority, cancel) => parts.read(picture, priority, cancel),
      distance: ({ element }) => distanceFromView(element.getBoundingClientRect()),
      settled: (picture, outcome) => this.#settle(picture, outcome),
    });
    this.#viewport = watchViewport((picture, proximity, box) => this.#moved(picture, proximity, box));
    this.#smallNow = watchGrowth((picture) => this.#grown(picture));
    this.#frames = new PassingFrames(
      {
        passed: (picture) => this.#framePassed(picture),
        pointedAt: (picture) => this.#retry(picture),
      },
      signal,
    );
    this.#postponed = new PostponedPictures((pictures) => {
      for (const picture of pictures) this.#retry(picture);
    }, signal);
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** From now on, and for what is there already. */
  setAutomatic(isAutomatic: boolean): void {
    this.#isAutomatic = isAutomatic;
    this.reconsiderAll();
  }

  /** What is not looked at is not read. */
  setPaused(isPaused: boolean): void {
    this.#queue.setPaused(isPaused);
  }

  /** Forgets what is under way. */
  suspend(): void {
    const { ledger, drawing } = this.#parts;
    this.#queue.dropAll();
    for (const picture of ledger.pictures) ledger.stopWaiting(picture);
    for (const picture of this.#asked) drawing.idle(picture);
    this.#asked.clear();
  }

  /** Looks anew at what is to be read. */
  reconsiderAll(): void {
    for (const picture of this.#parts.ledger.pictures) {
      const proximity = this.#viewport.proximityOf(picture);
      if (proximity !== 'far' && this.#isAutomatic) this.#moved(picture, proximity);
      else this.#letGo(picture);
    }
  }

  /** Reads one picture because the person asked; the answer is given at the picture. */
  ask(picture: Picture): void {
    const { ledger, drawing } = this.#parts;
    ledger.show(picture);
    drawing.busy(picture);
    const outcome = ledger.outcomeOf(picture);
    if (outcome?.ok && !outcome.reading.isAnimated && !outcome.reading.isPartial) {
      drawing.answer(picture, outcome);
      return;
    }
    this.#asked.add(picture);
    this.#enqueue(picture, 'asked');
  }

  /** Reads all that is in view now. */
  askForView(): void {
    const { ledger } = this.#parts;
    for (const picture of ledger.pictures) {
      if (!isLargeEnough(picture) || !isInView(picture)) continue;
      const outcome = ledger.outcomeOf(picture);
      if (!outcome?.ok || this.#frames.hasPassed(picture)) this.#enqueue(picture, 'asked');
    }
  }

  /** A picture has come to be shown. */
  show(picture: Picture): void {
    const { ledger, drawing, changed } = this.#parts;
    ledger.show(picture);
    if (!isLargeEnough(picture)) return;
    this.#viewport.observe(picture);
    drawing.show(picture, ledger.outcomeOf(picture));
    changed();
  }

  /** A picture is gone. */
  hide(picture: Picture): void {
    const { ledger, drawing, changed } = this.#parts;
    this.#viewport.unobserve(picture);
    this.#smallNow.unobserve(picture);
    this.#queue.drop(picture);
    this.#asked.delete(picture);
    this.#frames.forget(picture);
    this.#postponed.forget(picture);
    drawing.erase(picture);
    ledger.hide(picture);
    changed();
  }

  /** @param box of its element, where it is known */
  #moved(picture: Picture, proximity: Proximity, box?: Rect): void {
    this.#smallNow.unobserve(picture);
    this.#parts.drawing.setProximity(picture, proximity);
    if (proximity === 'far') this.#letGo(picture);
    else if (this.#isToBeRead(picture)) this.#readIfLarge(picture, proximity, box);
  }

  #readIfLarge(picture: Picture, proximity: ReadPriority, box?: Rect): void {
    const isKnownToBe = this.#queue.has(picture) || (box && isClearlyLarge(picture, box));
    if (isKnownToBe || isShownLarge(picture)) this.#enqueue(picture, proximity, box);
    else this.#smallNow.observe(picture);
  }

  #grown(picture: Picture): void {
    const proximity = this.#viewport.proximityOf(picture);
    // The element may be large and show little: then it goes on being watched.
    if (proximity === 'far' || !this.#isToBeRead(picture) || !isShownLarge(picture)) return;
    this.#smallNow.unobserve(picture);
    this.#enqueue(picture, proximity);
  }

  #letGo(picture: Picture): void {
    if (this.#asked.has(picture)) return;
    this.#queue.drop(picture);
    this.#parts.ledger.stopWaiting(picture);
    this.#parts.ledger.forgetPassingFailure(picture);
  }

  /** Whether it is to be read unasked, as far as is known without measuring it. */
  #isToBeRead(picture: Picture): boolean {
    const outcome = this.#parts.ledger.outcomeOf(picture);
    const isPartial = outcome?.ok && outcome.reading.isPartial;
    return this.#isAutomatic && (outcome === undefined || isPartial || this.#frames.hasPassed(picture));
  }

  #enqueue(picture: Picture, priority: ReadPriority, box?: Rect): void {
    this.#parts.ledger.wait(picture);
    this.#queue.add(picture, priority, box && distanceFromView(box));
  }

  #settle(picture: Picture, outcome: ReadOutcome): void {
    const { ledger, drawing, changed } = this.#parts;
    if (!outcome.ok && outcome.failure === 'cancelled') {
      ledger.stopWaiting(picture);
      drawing.idle(picture);
      if (!this.#asked.has(picture)) this.#postponed.add(picture);
      return;
    }
    this.#postponed.forget(picture);
    ledger.settle(picture, outcome);
    const { isAnimated = false, isPartial = false } = outcome.ok ? outcome.reading : {};
    if (isAnimated) this.#frames.hold(picture, ledger.facesOf(picture).length > 0);
    if (isPartial) this.#postponed.addUntilScrolled(picture);
    changed();
    if (this.#asked.delete(picture)) drawing.answer(picture, outcome);
    else drawing.show(picture, outcome);
    // There is nothing to follow and nothing to ask for any more.
    const isAll = !isAnimated && !isPartial;
    if (outcome.ok && outcome.reading.faces.length === 0 && isAll) this.#viewport.unobserve(picture);
  }

  #framePassed(picture: Picture): boolean {
    const { ledger, drawing, changed } = this.#parts;
    if (!drawing.withdraw(picture)) return false;
    ledger.setUnseen(picture, ledger.facesOf(picture));
    changed();
    return true;
  }

  /** Reads what is in view and could not be read before, or not for long. */
  #retry(picture: Picture): void {
    const proximity = this.#viewport.proximityOf(picture);
    if (proximity === 'visible' && this.#isToBeRead(picture)) this.#readIfLarge(picture, proximity);
  }

  #close(): void {
    this.#queue.dropAll();
    this.#viewport.stop();
    this.#smallNow.stop();
    this.#parts.ledger.clear();
  }
}
