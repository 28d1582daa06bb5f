import type { FrameState, ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import type { Settings } from '../settings/schema.ts';
import { discoverPictures } from './discovery/discover-pictures.ts';
import { imageElements } from './discovery/image-elements.ts';
import { isLargeEnough } from './discovery/readable-size.ts';
import { type Proximity, type ViewportWatch, watchViewport } from './discovery/viewport-watch.ts';
import type { EngineClient } from './engine-client.ts';
import { imageRecords, NOT_LOADED } from './image-records.ts';
import { Ledger } from './ledger.ts';
import { failed } from './outcomes.ts';
import { overlap, rectOf, type Size } from './overlay/rect.ts';
import { PageDrawing } from './page-drawing.ts';
import type { Picture, PictureSource } from './picture.ts';
import { readPicture } from './read-picture.ts';
import { ReadingQueue } from './reading-queue.ts';

function distanceFromView(picture: Picture): number {
  const box = picture.element.getBoundingClientRect();
  const dx = box.x + box.width / 2 - window.innerWidth / 2;
  const dy = box.y + box.height / 2 - window.innerHeight / 2;
  return Math.hypot(dx, dy);
}

/** Measured, because the observers of a reader that was just made have not told anything yet. */
function isInView({ element }: Picture): boolean {
  const box = rectOf(element.getBoundingClientRect());
  const view = { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight };
  return isLargeEnough(box) && overlap(box, view) > 0;
}

/**
 * Reads the pictures of one document for as long as its signal lets it: finds them, has those near the viewport read,
 * draws what was read, and knows what became of each.
 */
export class PageReader {
  readonly #sources: readonly PictureSource[] = [imageElements()];
  readonly #ledger = new Ledger();
  readonly #asked = new Set<Picture>();
  readonly #drawing: PageDrawing;
  readonly #queue: ReadingQueue;
  readonly #viewport: ViewportWatch;
  readonly #smallNow: ResizeObserver;
  readonly #byElement = new WeakMap<Element, Picture>();
  #settings: Settings;
  #isAutomatic: boolean;

  /** @param isAutomatic whether pictures near the viewport are read unasked */
  constructor(client: EngineClient, settings: Settings, isAutomatic: boolean, signal: AbortSignal) {
    this.#settings = settings;
    this.#isAutomatic = isAutomatic;
    this.#drawing = new PageDrawing(settings, signal);
    this.#queue = new ReadingQueue({
      start: (picture, priority, cancel) => readPicture(picture, client, priority, cancel),
      distance: distanceFromView,
      settled: (picture, outcome) => this.#settle(picture, outcome),
    });
    this.#viewport = watchViewport((picture, proximity, size) => this.#moved(picture, proximity, size));
    this.#smallNow = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.#grown(target, contentRect);
    });
    signal.addEventListener('abort', () => this.#close(), { once: true });
    discoverPictures(document, this.#sources, signal, {
      shown: (picture) => this.#show(picture),
      gone: (picture) => this.#hide(picture),
    });
  }

  /** Takes over settings that need no new start. */
  configure(settings: Settings, isAutomatic: boolean): void {
    this.#settings = settings;
    this.#isAutomatic = isAutomatic;
    this.#drawing.restyle(settings);
    this.#reconsiderAll();
  }

  /** What is not looked at is not read. */
  setPaused(isPaused: boolean): void {
    this.#queue.setPaused(isPaused);
  }

  /** Forgets what is under way, as when the page goes into the back-forward cache. */
  suspend(): void {
    this.#queue.dropAll();
    for (const picture of this.#ledger.pictures) this.#ledger.stopWaiting(picture);
    for (const picture of this.#asked) this.#drawing.idle(picture);
    this.#asked.clear();
  }

  resume(): void {
    this.#reconsiderAll();
  }

  /** The picture that an element shows, whether or not it is large enough to be read unasked. */
  pictureOf(element: Element): Picture | undefined {
    for (const source of this.#sources) {
      const picture = source.pictureOf(element);
      if (picture) return picture;
    }
    return undefined;
  }

  /** Says at an image that has no bitmap why it is not read. Returns false where the elements are no such image. */
  refuseUnloaded(elements: readonly Element[]): boolean {
    const [picture] = this.#unloadedAt(elements);
    if (picture) this.#drawing.answer(picture, failed('damaged-image', NOT_LOADED));
    return picture !== undefined;
  }

  /** Every element of the document that may show a picture. */
  *candidates(): Iterable<Element> {
    for (const source of this.#sources) yield* source.within(document);
  }

  /** Reads one picture because the person asked; the answer is given at the picture. */
  ask(picture: Picture): void {
    this.#ledger.show(picture);
    this.#drawing.busy(picture);
    const outcome = this.#ledger.outcomeOf(picture);
    if (outcome?.ok) {
      this.#drawing.answer(picture, outcome);
      return;
    }
    this.#asked.add(picture);
    this.#enqueue(picture, 'asked');
  }

  /** Reads all that is in view now. */
  askForView(): void {
    for (const picture of this.#ledger.pictures) {
      if (!isLargeEnough(picture) || !isInView(picture)) continue;
      if (!this.#ledger.outcomeOf(picture)?.ok) this.#enqueue(picture, 'asked');
    }
  }

  state(): Pick<FrameState, 'counts' | 'expressions'> {
    const expressions = this.#ledger.expressions(this.#settings.leastConfidence);
    return { counts: this.#ledger.counts(), expressions };
  }

  images(): NonNullable<FrameState['images']> {
    return imageRecords(this.#ledger, this.#unloadedAt([...this.candidates()]));
  }

  #unloadedAt(elements: readonly Element[]): Picture[] {
    return elements.flatMap((element) => this.#sources.flatMap((source) => source.unloadedAt(element) ?? []));
  }

  #show(picture: Picture): void {
    this.#ledger.show(picture);
    if (!isLargeEnough(picture)) return;
    this.#byElement.set(picture.element, picture);
    this.#viewport.observe(picture);
    this.#drawing.show(picture, this.#ledger.outcomeOf(picture));
  }

  #hide(picture: Picture): void {
    this.#viewport.unobserve(picture);
    this.#smallNow.unobserve(picture.element);
    this.#queue.drop(picture);
    this.#asked.delete(picture);
    this.#drawing.erase(picture);
    this.#ledger.hide(picture);
  }

  #moved(picture: Picture, proximity: Proximity, size: Size): void {
    this.#smallNow.unobserve(picture.element);
    this.#drawing.setNear(picture, proximity !== 'far');
    if (proximity === 'far') this.#letGo(picture);
    else if (isLargeEnough(size)) this.#readUnasked(picture, proximity);
    else this.#smallNow.observe(picture.element);
  }

  #grown(element: Element, size: Size): void {
    const picture = this.#byElement.get(element);
    if (picture === undefined || !isLargeEnough(size)) return;
    this.#smallNow.unobserve(element);
    const proximity = this.#viewport.proximityOf(picture);
    if (proximity !== 'far') this.#readUnasked(picture, proximity);
  }

  #letGo(picture: Picture): void {
    if (this.#asked.has(picture)) return;
    this.#queue.drop(picture);
    this.#ledger.stopWaiting(picture);
    this.#ledger.forgetPassingFailure(picture);
  }

  #readUnasked(picture: Picture, priority: ReadPriority): void {
    if (!this.#isAutomatic || this.#ledger.outcomeOf(picture) !== undefined) return;
    this.#enqueue(picture, priority);
  }

  #enqueue(picture: Picture, priority: ReadPriority): void {
    this.#ledger.wait(picture);
    this.#queue.add(picture, priority);
  }

  #reconsiderAll(): void {
    for (const picture of this.#ledger.pictures) {
      const proximity = this.#viewport.proximityOf(picture);
      if (proximity !== 'far' && this.#isAutomatic) {
        this.#moved(picture, proximity, picture.element.getBoundingClientRect());
      } else this.#letGo(picture);
    }
  }

  #settle(picture: Picture, outcome: ReadOutcome): void {
    if (!outcome.ok && outcome.failure === 'cancelled') {
      this.#ledger.stopWaiting(picture);
      this.#drawing.idle(picture);
      return;
    }
    this.#ledger.settle(picture, outcome);
    if (this.#asked.delete(picture)) this.#drawing.answer(picture, outcome);
    else this.#drawing.show(picture, outcome);
  }

  #close(): void {
    this.#queue.dropAll();
    this.#viewport.stop();
    this.#smallNow.disconnect();
    this.#ledger.clear();
  }
}
