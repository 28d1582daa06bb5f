import PQueue from 'p-queue';
import type { EngineClient } from '../engine-client/engine-client.ts';
import { browserTranslator, t } from '../i18n/browser-language.ts';
import { SpokenError } from '../i18n/error-words.ts';
import { reasonText } from '../i18n/reason-text.ts';
import {
  type EngineImageSource,
  FAILURE_KINDS,
  type PageImageSource,
  type ReadOutcome,
} from '../terms/reading-request.ts';
import type { Reading } from '../vision/types.ts';
import { reasonOf } from '../web/reason-of.ts';
import type { Collection } from './collection.ts';
import { dataUrlOf, pngOf } from './data-url.ts';
import { type DecodeImage, decodePicture, type ViewedPixels } from './decode-picture.ts';
import { makeThumbnails } from './thumbnails.ts';
import type { ViewedPicture } from './viewed-picture.ts';

/** What the viewer needs of the engine; the entrypoint gives it. */
export interface ReaderParts {
  readonly client: Pick<EngineClient, 'read'>;
  /** Fetches as the engine does: its addresses, its caps, its deadline. */
  readonly fetchImage: (source: EngineImageSource, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  readonly decodeImage: DecodeImage;
}

/** Enough to keep the engine busy while one picture is decoded and one is on its way. */
const AT_ONCE = 3;
/** A file that is larger goes as its reduced pixels: the engine reduces it to the very same ones. */
const MOST_BYTES_SENT = 3 * 1024 * 1024;

/** Reads the pictures of a collection, a few at a time; no more than those few are held in memory. */
export class PictureReader {
  readonly #collection: Collection;
  readonly #parts: ReaderParts;
  readonly #queue = new PQueue({ concurrency: AT_ONCE });
  /** One at a time: a single picture may take hundreds of megabytes while it is decoded. */
  readonly #decodes = new PQueue({ concurrency: 1 });
  #controller = new AbortController();

  constructor(collection: Collection, parts: ReaderParts) {
    this.#collection = collection;
    this.#parts = parts;
  }

  read(pictures: readonly Pick<ViewedPicture, 'id'>[]): void {
    const { signal } = this.#controller;
    for (const { id } of pictures) {
      this.#collection.change(id, { state: { kind: 'waiting' } });
      void this.#queue.add(() => this.#readOne(id, signal));
    }
  }

  /** Leaves what is not read yet, and says so at each picture. */
  stop(): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#queue.clear();
    for (const { id, state } of this.#collection.pictures) {
      if (state.kind === 'waiting' || state.kind === 'reading') this.#fail(id, t('viewer.failure.stopped'));
    }
  }

  /** The pixels that were read, decoded once more. The caller closes the bitmap. */
  decode(blob: Blob): Promise<ViewedPixels> {
    return this.#decodes.add(() => decodePicture(blob, this.#parts.decodeImage));
  }

  /** Reads one frame of a film at once, and keeps nothing of it. Never rejects. */
  readFrame(dataUrl: string, signal: AbortSignal): Promise<ReadOutcome> {
    return this.#parts.client.read({ kind: 'bytes', dataUrl }, 'asked', signal).outcome;
  }

  async #readOne(id: number, signal: AbortSignal): Promise<void> {
    const picture = this.#collection.find(id);
    if (picture === undefined || signal.aborted) return;
    this.#collection.change(id, { state: { kind: 'reading' } });
    try {
      const blob = picture.blob ?? (await this.#fetch(picture, signal));
      this.#collection.change(id, { blob });
      await this.#readBlob(id, blob, signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(id, whyFailed(error));
    }
  }

  async #fetch({ origin }: ViewedPicture, signal: AbortSignal): Promise<Blob> {
    if (origin.kind === 'blob') return origin.blob;
    return new Blob([await this.#parts.fetchImage(origin, signal)]);
  }

  async #readBlob(id: number, blob: Blob, signal: AbortSignal): Promise<void> {
    const pixels = await this.decode(blob);
    try {
      if (signal.aborted) return;
      const reading = await this.#ask(blob, pixels, signal);
      const thumbnails = await makeThumbnails(pixels.bitmap, reading.faces);
      this.#collection.change(id, { ...thumbnails, state: { kind: 'read', reading, readAt: Date.now() } });
    } finally {
      pixels.bitmap.close();
    }
  }

  async #ask(blob: Blob, pixels: ViewedPixels, signal: AbortSignal): Promise<Reading> {
    const isSmall = pixels.isEngineReadable && blob.size <= MOST_BYTES_SENT;
    const dataUrl = await dataUrlOf(isSmall ? blob : await pngOf(pixels.bitmap));
    const source: PageImageSource = { kind: 'bytes', dataUrl };
    const outcome = await this.#parts.client.read(source, 'visible', signal).outcome;
    if (!outcome.ok) throw new SpokenError(reasonText(outcome, browserTranslator()));
    // Boxes are fractions and hold for every size; the size itself is the file's own.
    return { ...outcome.reading, width: pixels.width, height: pixels.height };
  }

  #fail(id: number, reason: string): void {
    this.#collection.change(id, { state: { kind: 'failed', reason } });
  }
}

/** What the engine's own files tell of has a kind; everything else is a sentence already. */
function whyFailed(error: unknown): string {
  const translator = browserTranslator();
  if (error instanceof SpokenError) return error.message;
  const kind = (error as { readonly kind?: unknown } | null)?.kind;
  const failure = FAILURE_KINDS.find((each) => each === kind) ?? 'engine';
  return reasonText({ failure, reason: reasonOf(error) }, translator);
}
