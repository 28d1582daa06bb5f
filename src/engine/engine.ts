import PQueue from 'p-queue';
import type { FaceCrop, Reading } from '../vision/types.ts';
import { Batcher } from './batcher.ts';
import { contentHash } from './content-hash.ts';
import { decodeImage } from './decode-image.ts';
import { fetchImage } from './fetch-image.ts';
import { HeldCrops } from './held-crops.ts';
import { HeldPicture } from './held-picture.ts';
import { IdleTimer } from './idle-timer.ts';
import { DECODES_AT_ONCE, IDLE_BEFORE_CLOSE, START_PACE } from './limits.ts';
import { OpenRequests } from './open-requests.ts';
import { PacedStarts } from './paced-starts.ts';
import { readBatch } from './read-batch.ts';
import { ReadingCache } from './reading-cache.ts';
import { SharedWork } from './shared-work.ts';
import type { Ticket } from './ticket.ts';
import {
  type BackendChoice,
  type BitmapPicture,
  type EngineAccounts,
  type EngineStatus,
  type ImageSource,
  ReadFailure,
  type ReadOutcome,
  type ReadPriority,
  type ReadRequest,
  type SeenReading,
} from './types.ts';
import { WorkQueue } from './work-queue.ts';
import type { WorkerChannel } from './worker-channel.ts';
import { WorkerSupervisor } from './worker-supervisor.ts';

/** The stages on either side of the worker; tests put their own in. */
export interface EngineParts {
  readonly spawnWorker: () => WorkerChannel;
  readonly fetchImage: (source: ImageSource, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;
  readonly decodeImage: (bytes: Uint8Array<ArrayBuffer>) => Promise<BitmapPicture>;
}

export const WEB_PARTS = { fetchImage, decodeImage };

/** An image file that is to be decoded. */
interface Loaded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly onDecoded: () => void;
}

function addressKey(source: ImageSource): string {
  if (source.kind === 'bytes') return source.dataUrl;
  return `${source.credentials} ${source.reach} ${source.url}`;
}

function toOutcome(error: unknown): ReadOutcome {
  if (error instanceof ReadFailure) return { ok: false, failure: error.kind, reason: error.message };
  const reason = error instanceof Error ? error.message : String(error);
  return { ok: false, failure: 'engine', reason: `The image could not be read. ${reason}` };
}

function withoutCrops({ seen: _seen, ...reading }: SeenReading): Reading {
  return reading;
}

/**
 * Reads images: fetch, hash, remember, decode, and have the worker read in batches. Requests for one address share its
 * loading, requests for one content share its reading, and every request is answered by its deadline, with a reading or
 * with a reason.
 */
export class Engine {
  readonly #parts: EngineParts;
  readonly #supervisor: WorkerSupervisor;
  readonly #requests = new OpenRequests();
  readonly #queue = new WorkQueue();
  readonly #starts = new PacedStarts(START_PACE);
  readonly #decoding = new PQueue({ concurrency: DECODES_AT_ONCE });
  readonly #cache = new ReadingCache();
  readonly #crops = new HeldCrops();
  #remembers = true;
  readonly #byAddress = new SharedWork<Reading>();
  readonly #byContent = new SharedWork<Reading>();
  readonly #batcher: Batcher<HeldPicture, SeenReading | ReadFailure>;
  readonly #idle: IdleTimer;

  /** @param onIdle called when nobody has asked for anything in `IDLE_BEFORE_CLOSE` */
  constructor(parts: EngineParts, choice: BackendChoice, onIdle: () => void = () => undefined) {
    this.#parts = parts;
    this.#idle = new IdleTimer(IDLE_BEFORE_CLOSE, onIdle);
    this.#supervisor = new WorkerSupervisor(parts.spawnWorker, choice);
    this.#batcher = new Batcher(
      (pictures) => readBatch((batch) => this.#supervisor.read(batch), pictures),
      () => this.#supervisor.batchSizes,
    );
  }

  get status(): EngineStatus {
    return this.#supervisor.status;
  }

  get accounts(): EngineAccounts {
    return {
      openRequests: this.#requests.size,
      rememberedReadings: this.#cache.size,
      tensors: this.#supervisor.tensors,
    };
  }

  warmUp(): void {
    this.#idle.restart();
    this.#supervisor.warmUp();
  }

  configure(choice: BackendChoice): void {
    this.#supervisor.configure(choice);
  }

  /** Remembers no more than this many readings; with none, nothing of what was seen either. */
  limitReadings(most: number): void {
    this.#cache.limit(most);
    this.#remembers = most > 0;
    if (!this.#remembers) this.#crops.clear();
  }

  /** Forgets every reading, and what was seen; returns how many readings they were. */
  clearReadings(): number {
    this.#crops.clear();
    return this.#cache.clear();
  }

  /** What the classifier got of a face of a reading with this `crops`, as long as it is held. */
  cropOf(crops: string, face: number): FaceCrop | undefined {
    return this.#crops.find(crops, face);
  }

  /** Never rejects. */
  read(request: ReadRequest): Promise<ReadOutcome> {
    return this.#idle.during(() => this.#answer(request));
  }

  cancel(id: string): void {
    this.#requests.cancel(id);
  }

  reprioritize(id: string, priority: ReadPriority): void {
    this.#requests.reprioritize(id, priority);
  }

  async #answer(request: ReadRequest): Promise<ReadOutcome> {
    const { source, isFleeting = false } = request;
    try {
      const reading = await this.#requests.serve(request, (ticket) =>
        this.#byAddress.join(addressKey(source), ticket, (shared) =>
          this.#queue.run(shared, () => this.#readAddress(source, isFleeting, shared)),
        ),
      );
      return { ok: true, reading };
    } catch (error) {
      return toOutcome(error);
    }
  }

  async #readAddress(source: ImageSource, isFleeting: boolean, ticket: Ticket): Promise<Reading> {
    const letNext = ticket.priority === 'asked' ? () => undefined : await this.#starts.begin();
    try {
      const loaded = { bytes: await this.#parts.fetchImage(source, ticket.signal), onDecoded: letNext };
      if (isFleeting) return withoutCrops(await this.#readContent(loaded, ticket));
      const hash = await contentHash(loaded.bytes);
      const { models } = this.#supervisor;
      const known = models && this.#cache.get(hash, models);
      return (
        known ?? (await this.#byContent.join(hash, ticket, (shared) => this.#learn(hash, loaded, shared)))
      );
    } finally {
      letNext();
    }
  }

  async #learn(hash: string, loaded: Loaded, ticket: Ticket): Promise<Reading> {
    const seen = await this.#readContent(loaded, ticket);
    const reading = this.#remembers ? this.#holdCrops(seen) : withoutCrops(seen);
    this.#cache.set(hash, reading);
    return reading;
  }

  #holdCrops({ seen = [], ...reading }: SeenReading): Reading {
    return seen.length > 0 ? { ...reading, crops: this.#crops.hold(seen) } : reading;
  }

  async #readContent({ bytes, onDecoded }: Loaded, ticket: Ticket): Promise<SeenReading> {
    const picture = await this.#decoding.add(() => {
      ticket.signal.throwIfAborted();
      return this.#parts.decodeImage(bytes);
    });
    onDecoded();
    const decodeAgain = () => this.#decoding.add(() => this.#parts.decodeImage(bytes));
    const outcome = await this.#readPicture(new HeldPicture(picture, decodeAgain), ticket);
    if (outcome instanceof ReadFailure) throw outcome;
    return picture.isAnimated ? { ...outcome, isAnimated: true } : outcome;
  }

  /** Has the picture read; its bitmap is closed when its batch is done, or when it got into none. */
  async #readPicture(picture: HeldPicture, ticket: Ticket): Promise<SeenReading | ReadFailure> {
    try {
      return await this.#batcher.add(picture, ticket);
    } finally {
      picture.release();
    }
  }
}
