import type { EngineClient } from '../engine-client/engine-client.ts';
import { failed } from '../engine-client/outcomes.ts';
import type { FrameState, PagePart, ReadPriority } from '../messaging/protocol.ts';
import type { Settings } from '../settings/schema.ts';
import type { Expression } from '../vision/types.ts';
import type { CardCalls } from './card/card-calls.ts';
import { imageRecords, NOT_LOADED } from './image-records.ts';
import { Ledger } from './ledger.ts';
import { fetchFromShelf } from './on-demand.ts';
import { holds } from './overlay/rect.ts';
import { PageDrawing } from './page-drawing.ts';
import { PagePictures } from './page-pictures.ts';
import { inDocumentOrder, type Picture } from './picture.ts';
import { PictureReading } from './picture-reading.ts';
import { screenReading } from './read-by-screen.ts';
import { readPicture } from './read-picture.ts';
import { VideoReader } from './video/video-reader.ts';

const WHEN_PAUSED = 'Its faces are read whenever it is paused in view.';

/** What a reader needs of whoever made it. */
export interface ReaderSurroundings {
  /** The faces may be others than before. */
  changed(): void;
  /** Has a part of the page script run in this frame. */
  bringPart(part: PagePart): Promise<unknown>;
  readonly card: CardCalls;
}

/**
 * Reads the pictures of one document for as long as its signal lets it: finds them, has those near the viewport read,
 * draws what was read, and knows what became of each.
 */
export class PageReader {
  readonly #pictures: PagePictures;
  readonly #ledger = new Ledger();
  readonly #drawing: PageDrawing;
  readonly #reading: PictureReading;
  readonly #videos: VideoReader;
  readonly #changed: () => void;
  #settings: Settings;

  /** @param isAutomatic whether pictures near the viewport are read unasked */
  constructor(
    client: EngineClient,
    settings: Settings,
    isAutomatic: boolean,
    signal: AbortSignal,
    surroundings: ReaderSurroundings,
  ) {
    this.#pictures = new PagePictures(settings);
    this.#settings = settings;
    const bring = (part: PagePart) => surroundings.bringPart(part);
    const changed = () => surroundings.changed();
    this.#changed = changed;
    const drawing = new PageDrawing(
      settings,
      signal,
      () => fetchFromShelf('overlay', bring, signal),
      { calls: surroundings.card, fetchCard: () => fetchFromShelf('badge-card', bring, signal) },
      (picture, faces) => {
        this.#ledger.setUnseen(picture, faces);
        changed();
      },
    );
    this.#drawing = drawing;
    const byScreen = screenReading(async () => {
      const Screen = await fetchFromShelf('screen-reader', bring, signal);
      return new Screen(client, (pictures) => drawing.conceal(pictures));
    });
    const read = (picture: Picture, priority: ReadPriority, cancel: AbortSignal) =>
      readPicture(picture, client, byScreen, priority, cancel);
    const parts = { ledger: this.#ledger, drawing, read, changed };
    this.#reading = new PictureReading(parts, isAutomatic, signal);
    this.#videos = new VideoReader(
      {
        readFrame: (source, cancel) => client.read(source, 'visible', cancel, { isFleeting: true }).outcome,
        readStill: (picture, cancel) => read(picture, 'visible', cancel).outcome,
        mostPerSecond: () => this.#settings.videoRate,
        follow: (picture, faces) => drawing.follow(picture, faces),
        rest: (picture, outcome) => drawing.rest(picture, outcome),
        refuse: (picture, reason) =>
          drawing.answer(picture, failed('not-capturable', `${reason} ${WHEN_PAUSED}`)),
        erase: (picture) => drawing.erase(picture),
      },
      () => fetchFromShelf('live-video', bring, signal),
      signal,
    );
    this.#videos.configure(isAutomatic && settings.readVideos);
    this.#pictures.discover(signal, {
      shown: (picture) => this.#reading.show(picture),
      gone: (picture) => this.#reading.hide(picture),
    });
  }

  /** Takes over settings that need no new start. */
  configure(settings: Settings, isAutomatic: boolean): void {
    this.#settings = settings;
    this.#drawing.restyle(settings);
    this.#changed();
    this.#videos.configure(isAutomatic && settings.readVideos);
    this.#reading.setAutomatic(isAutomatic);
  }

  /** What is not looked at is not read. */
  setPaused(isPaused: boolean): void {
    this.#reading.setPaused(isPaused);
    this.#videos.setPaused(isPaused);
  }

  /** Reads a video from now on, or no more, because the person asked. Rejects as `bringPart` does. */
  toggleVideo(video: HTMLVideoElement): Promise<void> {
    return this.#videos.toggle(video);
  }

  /** Forgets what is under way, as when the page goes into the back-forward cache. */
  suspend(): void {
    this.#reading.suspend();
    this.#videos.setPaused(true);
  }

  resume(): void {
    this.#videos.setPaused(document.hidden);
    this.#reading.reconsiderAll();
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
    this.#reading.ask(picture);
  }

  /** Reads all that is in view now. */
  askForView(): void {
    this.#reading.askForView();
  }

  state(): Pick<FrameState, 'counts' | 'expressions'> {
    const expressions = this.#ledger.expressions(this.#settings.leastConfidence);
    return { counts: this.#ledger.counts(this.#settings.leastConfidence), expressions };
  }

  /** Faces with a badge. */
  get faceCount(): number {
    return this.#ledger.faceCount(this.#settings.leastConfidence);
  }

  images(): NonNullable<FrameState['images']> {
    return imageRecords(this.#ledger, this.#pictures.unloaded());
  }
}
