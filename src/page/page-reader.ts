import type { FrameState, ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import type { Settings } from '../settings/schema.ts';
import { discoverPictures } from './discovery/discover-pictures.ts';
import { imageElements } from './discovery/image-elements.ts';
import { isLargeEnough } from './discovery/readable-size.ts';
import { type Proximity, type ViewportWatch, watchViewport } from './discovery/viewport-watch.ts';
import type { EngineClient } from './engine-client.ts';
import { Ledger } from './ledger.ts';
import { Overlay } from './overlay/overlay.ts';
import type { Rect } from './overlay/rect.ts';
import type { Picture, PictureSource } from './picture.ts';
import { readPicture } from './read-picture.ts';
import { ReadingQueue } from './reading-queue.ts';

const NO_FACE = 'No face found';
const NONE_PROBABLE = 'No expression is as probable as your least confidence asks for';

function distanceFromView(picture: Picture): number {
  const box = picture.element.getBoundingClientRect();
  const dx = box.x + box.width / 2 - window.innerWidth / 2;
  const dy = box.y + box.height / 2 - window.innerHeight / 2;
  return Math.hypot(dx, dy);
}

/**
 * Reads the pictures of one document for as long as its signal lets it: finds them, has those near the viewport read,
 * draws what was read, and knows what became of each.
 */
export class PageReader {
  readonly #sources: readonly PictureSource[] = [imageElements()];
  readonly #signal: AbortSignal;
  readonly #ledger = new Ledger();
  readonly #asked = new Set<Picture>();
  readonly #queue: ReadingQueue;
  readonly #viewport: ViewportWatch;
  readonly #smallNow: ResizeObserver;
  readonly #byElement = new WeakMap<Element, Picture>();
  #settings: Settings;
  #isAutomatic: boolean;
  #overlay: Overlay | undefined;

  /** @param isAutomatic whether pictures near the viewport are read unasked */
  constructor(client: EngineClient, settings: Settings, isAutomatic: boolean, signal: AbortSignal) {
    this.#signal = signal;
    this.#settings = settings;
    this.#isAutomatic = isAutomatic;
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
    const before = this.#settings;
    this.#settings = settings;
    this.#isAutomatic = isAutomatic;
    const isSameLook =
      before.labelStyle === settings.labelStyle &&
      before.showBoxes === settings.showBoxes &&
      before.leastConfidence === settings.leastConfidence;
    if (!isSameLook) this.#overlay?.restyle(settings);
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

  /** Every element of the document that may show a picture. */
  *candidates(): Iterable<Element> {
    for (const source of this.#sources) yield* source.within(document);
  }

  /** Reads one picture because the person asked; the answer is given at the picture. */
  ask(picture: Picture): void {
    this.#asked.add(picture);
    this.#ledger.show(picture);
    this.#draw().say(picture, { kind: 'busy' });
    const outcome = this.#ledger.outcomeOf(picture);
    if (outcome?.ok) this.#answer(picture, outcome);
    else this.#enqueue(picture, 'asked');
  }

  /** Reads all that is in view now. */
  askForView(): void {
    for (const picture of this.#ledger.pictures) {
      if (this.#viewport.proximityOf(picture) !== 'visible' || !isLargeEnough(picture)) continue;
      if (!this.#ledger.outcomeOf(picture)?.ok) this.#enqueue(picture, 'asked');
    }
  }

  state(): Pick<FrameState, 'counts' | 'expressions'> {
    const expressions = this.#ledger.expressions(this.#settings.leastConfidence);
    return { counts: this.#ledger.counts(), expressions };
  }

  images(): NonNullable<FrameState['images']> {
    return this.#ledger.records();
  }

  #draw(): Overlay {
    this.#overlay ??= new Overlay(this.#signal, this.#settings);
    return this.#overlay;
  }

  #show(picture: Picture): void {
    this.#ledger.show(picture);
    if (!isLargeEnough(picture)) return;
    this.#byElement.set(picture.element, picture);
    this.#viewport.observe(picture);
    const outcome = this.#ledger.outcomeOf(picture);
    if (outcome?.ok && outcome.reading.faces.length > 0) this.#draw().draw(picture, outcome.reading.faces);
  }

  #hide(picture: Picture): void {
    this.#viewport.unobserve(picture);
    this.#smallNow.unobserve(picture.element);
    this.#queue.drop(picture);
    this.#asked.delete(picture);
    this.#overlay?.erase(picture);
    this.#ledger.hide(picture);
  }

  #moved(picture: Picture, proximity: Proximity, size: Pick<Rect, 'width' | 'height'>): void {
    this.#smallNow.unobserve(picture.element);
    this.#overlay?.setNear(picture, proximity !== 'far');
    if (proximity === 'far') this.#letGo(picture);
    else if (isLargeEnough(size)) this.#readUnasked(picture, proximity);
    else this.#smallNow.observe(picture.element);
  }

  #grown(element: Element, size: Pick<Rect, 'width' | 'height'>): void {
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
      this.#overlay?.say(picture, undefined);
      return;
    }
    this.#ledger.settle(picture, outcome);
    if (this.#asked.has(picture)) this.#answer(picture, outcome);
    else if (outcome.ok && outcome.reading.faces.length > 0) {
      this.#draw().draw(picture, outcome.reading.faces);
    }
  }

  #answer(picture: Picture, outcome: ReadOutcome): void {
    this.#asked.delete(picture);
    const overlay = this.#draw();
    if (!outcome.ok) overlay.say(picture, { kind: 'reason', text: outcome.reason });
    else {
      overlay.draw(picture, outcome.reading.faces);
      const reason = outcome.reading.faces.length === 0 ? NO_FACE : NONE_PROBABLE;
      overlay.say(picture, overlay.hasBadges(picture) ? undefined : { kind: 'reason', text: reason });
    }
  }

  #close(): void {
    this.#queue.dropAll();
    this.#viewport.stop();
    this.#smallNow.disconnect();
    this.#ledger.clear();
  }
}
