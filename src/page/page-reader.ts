import type { FrameState, PagePart, ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import type { Settings } from '../settings/schema.ts';
import type { Expression } from '../vision/types.ts';
import { isLargeEnough } from './discovery/readable-size.ts';
import { type ViewportWatch, watchViewport } from './discovery/viewport-watch.ts';
import type { EngineClient } from './engine-client.ts';
import { type GrowthWatch, watchGrowth } from './growth-watch.ts';
import { imageRecords, inDocumentOrder, NOT_LOADED } from './image-records.ts';
import { distanceFromView, isClearlyLarge, isInView, isShownLarge } from './in-view.ts';
import { Ledger } from './ledger.ts';
import { fetchFromShelf } from './on-demand.ts';
import { failed } from './outcomes.ts';
import { holds, type Rect } from './overlay/rect.ts';
import { PageDrawing } from './page-drawing.ts';
import { PagePictures } from './page-pictures.ts';
import type { Picture, Proximity } from './picture.ts';
import { screenReading } from './read-by-screen.ts';
import { readPicture } from './read-picture.ts';
import { ReadingQueue } from './reading-queue.ts';
import { VideoReader } from './video/video-reader.ts';

const WHEN_PAUSED = 'Its faces are read whenever it is paused in view.';

/** What a reader needs of whoever made it. */
export interface ReaderSurroundings {
  /** The faces may be others than before. */
  changed(): void;
  /** Has a part of the page script run in this frame. */
  bringPart(part: PagePart): Promise<unknown>;
}

/**
 * Reads the pictures of one document for as long as its signal lets it: finds them, has those near the viewport read,
 * draws what was read, and knows what became of each.
 */
export class PageReader {
  readonly #pictures: PagePictures;
  readonly #ledger = new Ledger();
  readonly #asked = new Set<Picture>();
  readonly #drawing: PageDrawing;
  readonly #queue: ReadingQueue;
  readonly #viewport: ViewportWatch;
  readonly #smallNow: GrowthWatch;
  readonly #videos: VideoReader;
  #settings: Settings;
  #isAutomatic: boolean;

  readonly #changed: () => void;

  /** @param isAutomatic whether pictures near the viewport are read unasked */
  constructor(
    client: EngineClient,
    settings: Settings,
    isAutomatic: boolean,
    signal: AbortSignal,
    surroundings: ReaderSurroundings,
  ) {
    this.#changed = () => surroundings.changed();
    this.#pictures = new PagePictures(settings);
    this.#settings = settings;
    this.#isAutomatic = isAutomatic;
    const bring = (part: PagePart) => surroundings.bringPart(part);
    this.#drawing = new PageDrawing(settings, signal, () => fetchFromShelf('overlay', bring));
    const byScreen = screenReading(async () => {
      const Screen = await fetchFromShelf('screen-reader', bring);
      return new Screen(client, () => this.#drawing.conceal());
    });
    this.#queue = new ReadingQueue({
      start: (picture, priority, cancel) => readPicture(picture, client, byScreen, priority, cancel),
      distance: ({ element }) => distanceFromView(element.getBoundingClientRect()),
      settled: (picture, outcome) => this.#settle(picture, outcome),
    });
    this.#videos = new VideoReader(
      {
        readFrame: (source, cancel) => client.read(source, 'visible', cancel, { isFleeting: true }).outcome,
        readStill: (picture, cancel) => readPicture(picture, client, byScreen, 'visible', cancel).outcome,
        follow: (picture, faces) => this.#drawing.follow(picture, faces),
        rest: (picture, outcome) => this.#drawing.rest(picture, outcome),
        refuse: (picture, reason) =>
          this.#drawing.answer(picture, failed('not-capturable', `${reason} ${WHEN_PAUSED}`)),
        erase: (picture) => this.#drawing.erase(picture),
      },
      () => fetchFromShelf('live-video', bring),
      signal,
    );
    this.#videos.configure(isAutomatic && settings.readVideos);
    this.#viewport = watchViewport((picture, proximity, box) => this.#moved(picture, proximity, box));
    this.#smallNow = watchGrowth((picture) => this.#grown(picture));
    signal.addEventListener('abort', () => this.#close(), { once: true });
    this.#pictures.discover(signal, {
      shown: (picture) => this.#show(picture),
      gone: (picture) => this.#hide(picture),
    });
  }

  /** Takes over settings that need no new start. */
  configure(settings: Settings, isAutomatic: boolean): void {
    this.#settings = settings;
    this.#isAutomatic = isAutomatic;
    this.#drawing.restyle(settings);
    this.#videos.configure(isAutomatic && settings.readVideos);
    this.#reconsiderAll();
  }

  /** What is not looked at is not read. */
  setPaused(isPaused: boolean): void {
    this.#queue.setPaused(isPaused);
    this.#videos.setPaused(isPaused);
  }

  /** Reads a video from now on, or no more, because the person asked. Rejects as `bringPart` does. */
  toggleVideo(video: HTMLVideoElement): Promise<void> {
    return this.#videos.toggle(video);
  }

  /** Forgets what is under way, as when the page goes into the back-forward cache. */
  suspend(): void {
    this.#queue.dropAll();
    this.#videos.setPaused(true);
    for (const picture of this.#ledger.pictures) this.#ledger.stopWaiting(picture);
    for (const picture of this.#asked) this.#drawing.idle(picture);
    this.#asked.clear();
  }

  resume(): void {
    this.#videos.setPaused(document.hidden);
    this.#reconsiderAll();
  }

  /** What an element shows, whether or not it is large enough to be read unasked. */
  picturesOf(element: Element): readonly Picture[] {
    return this.#pictures.picturesOf(element);
  }

  withAddress(address: string): Picture | undefined {
    return this.#pictures.withAddress(address);
  }

  /** Known pictures that lie at a point of the viewport, those the pointer goes through too. */
  picturesAt(x: number, y: number): Picture[] {
    return [...this.#ledger.pictures].filter((picture) => holds(picture.place().content, x, y));
  }

  /** Brings the n-th face that shows an expression into view, counted from the top of the document. */
  showFace(expression: Expression, index: number): void {
    const found = this.#ledger
      .facesShowing(expression, this.#settings.leastConfidence)
      .sort((a, b) => inDocumentOrder(a.picture, b.picture))[index];
    if (found) this.#drawing.pointOut(found.picture, found.face);
  }

  /** Says at an image that has no bitmap why it is not read. Returns false where the elements are no such image. */
  refuseUnloaded(elements: readonly Element[]): boolean {
    const [picture] = this.#pictures.unloadedAt(elements);
    if (picture) this.#drawing.answer(picture, failed('damaged-image', NOT_LOADED));
    return picture !== undefined;
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

  /** Faces in what is shown. */
  get faceCount(): number {
    return this.#ledger.faceCount;
  }

  images(): NonNullable<FrameState['images']> {
    return imageRecords(this.#ledger, this.#pictures.unloaded());
  }

  #show(picture: Picture): void {
    this.#ledger.show(picture);
    if (!isLargeEnough(picture)) return;
    this.#viewport.observe(picture);
    this.#drawing.show(picture, this.#ledger.outcomeOf(picture));
    this.#changed();
  }

  #hide(picture: Picture): void {
    this.#viewport.unobserve(picture);
    this.#smallNow.unobserve(picture);
    this.#queue.drop(picture);
    this.#asked.delete(picture);
    this.#drawing.erase(picture);
    this.#ledger.hide(picture);
    this.#changed();
  }

  /** @param box of its element, where it is known */
  #moved(picture: Picture, proximity: Proximity, box?: Rect): void {
    this.#smallNow.unobserve(picture);
    this.#drawing.setProximity(picture, proximity);
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
    this.#ledger.stopWaiting(picture);
    this.#ledger.forgetPassingFailure(picture);
  }

  /** Whether it is to be read unasked, as far as is known without measuring it. */
  #isToBeRead(picture: Picture): boolean {
    return this.#isAutomatic && this.#ledger.outcomeOf(picture) === undefined;
  }

  #enqueue(picture: Picture, priority: ReadPriority, box?: Rect): void {
    this.#ledger.wait(picture);
    this.#queue.add(picture, priority, box && distanceFromView(box));
  }

  #reconsiderAll(): void {
    for (const picture of this.#ledger.pictures) {
      const proximity = this.#viewport.proximityOf(picture);
      if (proximity !== 'far' && this.#isAutomatic) {
        this.#moved(picture, proximity);
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
    this.#changed();
    if (this.#asked.delete(picture)) this.#drawing.answer(picture, outcome);
    else this.#drawing.show(picture, outcome);
    // There is nothing to follow and nothing to ask for any more.
    if (outcome.ok && outcome.reading.faces.length === 0) this.#viewport.unobserve(picture);
  }

  #close(): void {
    this.#queue.dropAll();
    this.#viewport.stop();
    this.#smallNow.stop();
    this.#ledger.clear();
  }
}
