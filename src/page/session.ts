import { EngineClient } from '../engine-client/engine-client.ts';
import type { FrameState, PageProtocol } from '../messaging/protocol.ts';
import type { Expression } from '../vision/types.ts';
import { uniqueId } from '../web/unique-id.ts';
import { ContextMenuWatch, findClickedPicture } from './clicked-image.ts';
import { isSameWish } from './discovery/picture-sources.ts';
import { FaceCountTeller } from './face-count-teller.ts';
import { watchPageLife } from './page-life.ts';
import { PageReader } from './page-reader.ts';
import { SessionSettings, type SettledSettings } from './session-settings.ts';
import { type SessionSurroundings, whileAlive } from './session-surroundings.ts';

const NOTHING_SEEN = {
  counts: { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 },
  expressions: {},
} satisfies Partial<FrameState>;

/**
 * All that Mien does in one frame. While it is switched off there, nothing but the messages of `PageProtocol` and the
 * place of the last right-click is attended to.
 */
export class PageSession implements Omit<PageProtocol, 'readClickedVideo'> {
  readonly #surroundings: SessionSurroundings;
  readonly #signal: AbortSignal;
  readonly #client: EngineClient;
  readonly #frame = uniqueId();
  readonly #clicks: ContextMenuWatch;
  readonly #teller: FaceCountTeller;
  readonly #settings: SessionSettings;
  #reader: PageReader | undefined;
  #readerEnd: AbortController | undefined;

  /** @param signal ends the session and takes away all that it has drawn */
  constructor(surroundings: SessionSurroundings, signal: AbortSignal) {
    this.#surroundings = surroundings;
    this.#signal = signal;
    this.#client = new EngineClient(whileAlive(surroundings));
    this.#clicks = new ContextMenuWatch(signal);
    this.#settings = new SessionSettings(surroundings, (before) => this.#configure(before), signal);
    // The background may be on its way out; it counts again at the next change.
    const tell = () => void surroundings.tellFacesChanged().catch(() => undefined);
    this.#teller = new FaceCountTeller(() => this.faceCount, tell, signal);
    signal.addEventListener('abort', () => this.#stopReading(), { once: true });
    watchPageLife(signal, {
      looked: () => surroundings.isAlive(),
      visibilityChanged: (isHidden) => this.#reader?.setPaused(isHidden),
      left: () => {
        this.#reader?.suspend();
        surroundings.engine.hangUp();
        this.#teller.tellLeaving();
      },
      returned: () => {
        this.#reader?.resume();
        this.#teller.tellAgain();
      },
    });
  }

  /** Follows the settings from now on. Where they cannot be read, the defaults hold. */
  async start(): Promise<void> {
    await this.#settings.follow();
  }

  readClickedImage({ src }: { readonly src: string }): { readonly found: boolean } {
    const reader = this.#read();
    const found = findClickedPicture(src, this.#clicks.last, reader);
    if (found !== undefined && found !== 'refused') reader.ask(found);
    return { found: found !== undefined };
  }

  async readClickedVideo(): Promise<{ readonly found: boolean }> {
    const video = this.#clicks.last?.elements.find((element) => element instanceof HTMLVideoElement);
    if (video) await this.#read().toggleVideo(video);
    return { found: video !== undefined };
  }

  readPageNow(): void {
    this.#read().askForView();
  }

  showFace({ expression, index }: { readonly expression: Expression; readonly index: number }): void {
    this.#reader?.showFace(expression, index);
  }

  /** Faces found in this frame. */
  get faceCount(): number {
    return this.#reader?.faceCount ?? 0;
  }

  reportState({ images }: { readonly images: boolean }): void {
    const state: FrameState = {
      frame: this.#frame,
      active: this.#settings.now.isActive,
      ...(this.#reader?.state() ?? NOTHING_SEEN),
      ...(images && { images: this.#reader?.images() ?? [] }),
    };
    // The asker may be gone before the answer comes.
    void this.#surroundings.sendFrameState(state).catch(() => undefined);
  }

  #configure(before: SettledSettings): void {
    const { settings, isActive, isAutomatic } = this.#settings.now;
    // Other kinds of pictures are looked for from the beginning.
    if (!isSameWish(before.settings, settings) || (before.isActive && !isActive)) this.#stopReading();
    else if (this.#reader) this.#reader.configure(settings, isAutomatic);
    if (isActive) this.#read();
  }

  /** The reader of this frame, made where there is none: also where only one image is to be read by hand. */
  #read(): PageReader {
    if (this.#reader) return this.#reader;
    this.#readerEnd = new AbortController();
    const signal = AbortSignal.any([this.#signal, this.#readerEnd.signal]);
    const { settings, isAutomatic } = this.#settings.now;
    const reader = new PageReader(this.#client, settings, isAutomatic, signal, {
      changed: () => this.#teller.note(),
      bringPart: (part) => this.#surroundings.bringPart(part),
      card: this.#surroundings.card,
    });
    reader.setPaused(document.hidden);
    this.#reader = reader;
    return reader;
  }

  #stopReading(): void {
    this.#readerEnd?.abort();
    this.#reader = undefined;
    this.#teller.note();
  }
}
