import * as v from 'valibot';
import type {
  CaptureOutcome,
  CaptureRequest,
  ImageSource,
  ReadOutcome,
  ReadPriority,
  ReadRequest,
} from '../messaging/protocol.ts';
import { captureOutcomesSchema, readOutcomeSchema } from '../messaging/schemas.ts';
import { reasonOf } from '../web/reason-of.ts';
import { uniqueId } from '../web/unique-id.ts';
import { pause, TimeLimit } from '../web/waiting.ts';
import { within } from '../web/within.ts';
import { cancelled, failed } from './outcomes.ts';

/** The way to the engine. A promise rejects where nobody answers. */
export interface EngineChannel {
  /** Resolves once the engine exists and listens. */
  wake(): Promise<unknown>;
  read(request: ReadRequest): Promise<unknown>;
  /** Both are lost where the engine is: the reading itself notices that. */
  cancel(id: string): void;
  reprioritize(id: string, priority: ReadPriority): void;
  /** The page is left, perhaps to come back: what is under way ends, and the next that is asked opens the way anew. */
  hangUp(): void;
  /** Has pieces of what the tab shows ready to be read. */
  capture(requests: readonly CaptureRequest[]): Promise<unknown>;
}

/** What is asked beside the source and its priority. */
export type ReadWish = Pick<ReadRequest, 'isFleeting'>;

/** A reading that is under way. */
export interface RunningRead {
  /** Never rejects: whatever goes wrong is a failure with a reason. */
  readonly outcome: Promise<ReadOutcome>;
  reprioritize(priority: ReadPriority): void;
}

/** Milliseconds. The engine has deadlines of its own, and says so; these are for one that says nothing at all. */
const PATIENCE = { read: 90_000, wake: 20_000 };
/** An engine can be lost at any moment; one that is lost this often in a row is not coming back. */
const MOST_ATTEMPTS = 3;
const FIRST_PAUSE = 250;

/** Asks the engine, wakes it first, and once more where the way to it was lost. */
export class EngineClient {
  readonly #channel: EngineChannel;
  readonly #patience: typeof PATIENCE;
  readonly #prefix = uniqueId();
  #count = 0;
  #awake: Promise<unknown> | undefined;

  constructor(channel: EngineChannel, patience = PATIENCE) {
    this.#channel = channel;
    this.#patience = patience;
  }

  /** @param signal cancels the reading, here and in the engine */
  read(source: ImageSource, priority: ReadPriority, signal: AbortSignal, wish: ReadWish = {}): RunningRead {
    let wanted = priority;
    let currentId: string | undefined;
    const attempt = async (limit: TimeLimit) => {
      await limit.keep(this.#wake());
      this.#count += 1;
      const id = `${this.#prefix}-${this.#count}`;
      currentId = id;
      try {
        return await limit.keep(this.#channel.read({ id, source, priority: wanted, ...wish }));
      } finally {
        currentId = undefined;
        if (limit.isOver) this.#channel.cancel(id);
      }
    };
    return {
      outcome: this.#persist(attempt, signal),
      reprioritize: (next) => {
        wanted = next;
        if (currentId !== undefined) this.#channel.reprioritize(currentId, next);
      },
    };
  }

  /**
   * An outcome for each piece, in their order.
   *
   * @throws where nobody answers, or not as agreed
   */
  async capture(requests: readonly CaptureRequest[]): Promise<readonly CaptureOutcome[]> {
    return v.parse(captureOutcomesSchema, await this.#channel.capture(requests));
  }

  async #persist(attempt: (limit: TimeLimit) => Promise<unknown>, signal: AbortSignal): Promise<ReadOutcome> {
    const limit = new TimeLimit(signal, this.#patience.read);
    try {
      for (let count = 1; ; count += 1) {
        const wasAwake = this.#awake !== undefined;
        try {
          return checked(await attempt(limit));
        } catch (error) {
          if (signal.aborted) return cancelled();
          this.#awake = undefined;
          const end = endAfter(error, count, limit);
          if (end !== undefined) return end;
        }
        // One that was thought to be awake has most likely gone to rest meanwhile, and only needs to be woken.
        if (count === 1 && wasAwake) continue;
        await limit.keep(pause(FIRST_PAUSE * count, signal)).catch(() => undefined);
      }
    } finally {
      limit.lift();
    }
  }

  /** One call serves all that wait for the engine at the same time. */
  #wake(): Promise<unknown> {
    this.#awake ??= within(this.#patience.wake, this.#channel.wake());
    return this.#awake;
  }
}

/** How a failed attempt ends the reading; nothing where another may be made. */
function endAfter(error: unknown, count: number, limit: TimeLimit): ReadOutcome | undefined {
  if (limit.isOver) return failed('deadline', 'Reading the image took too long.');
  if (count < MOST_ATTEMPTS) return undefined;
  return failed('engine', `The reader of faces did not answer: ${reasonOf(error)}`);
}

function checked(answer: unknown): ReadOutcome {
  const outcome = v.safeParse(readOutcomeSchema, answer);
  return outcome.success ? outcome.output : failed('engine', 'The reader of faces gave a malformed answer.');
}
