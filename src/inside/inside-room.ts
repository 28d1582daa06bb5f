import { t } from '../i18n/browser-language.ts';
import { SpokenError } from '../i18n/error-words.ts';
import type { FaceCrop } from '../vision/types.ts';
import type { InsideAnswer, InsideRequest } from './inside-messages.ts';
import { ANSWER_DEADLINE, IDLE_BEFORE_END } from './limits.ts';
import type { FaceToCut, Look } from './look.ts';

interface Asked {
  readonly resolve: (answer: InsideAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** The worker that cuts faces out once more and looks inside the network; it lives only while it is asked. */
export class InsideRoom {
  readonly #spawn: () => Worker;
  readonly #asked = new Map<number, Asked>();
  #worker: Worker | undefined;
  #calls = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** @param spawn a fresh worker of the look inside */
  constructor(spawn: () => Worker) {
    this.#spawn = spawn;
  }

  /** The faces of a picture as the classifier gets them. The bitmap is given away. Rejects with a reason. */
  async cut(bitmap: ImageBitmap, faces: readonly FaceToCut[]): Promise<readonly FaceCrop[]> {
    const answer = await this.#ask('cut', bitmap, faces);
    if (answer.kind !== 'cut') throw failureOf(answer);
    return answer.crops;
  }

  /** All that happens between this face and its scores. The bitmap is given away. Rejects with a reason. */
  async look(bitmap: ImageBitmap, face: FaceToCut): Promise<Look> {
    const answer = await this.#ask('look', bitmap, [face]);
    if (answer.kind !== 'look') throw failureOf(answer);
    return answer.look;
  }

  /** True while the worker lives. */
  get isOpen(): boolean {
    return this.#worker !== undefined;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#asked.values()) reject(new Error('The look inside was closed.'));
    this.#asked.clear();
  }

  async #ask(
    task: InsideRequest['task'],
    bitmap: ImageBitmap,
    faces: readonly FaceToCut[],
  ): Promise<InsideAnswer> {
    clearTimeout(this.#idle);
    this.#worker ??= this.#open();
    this.#calls += 1;
    const call = this.#calls;
    const { promise, resolve, reject } = Promise.withResolvers<InsideAnswer>();
    this.#asked.set(call, { resolve, reject });
    const late = setTimeout(() => this.#fail(new SpokenError(t('inside.trouble.tooLong'))), ANSWER_DEADLINE);
    const plain = faces.map(({ region, landmarks }) => ({ region, landmarks }));
    const request: InsideRequest = { call, task, bitmap, faces: plain };
    this.#worker.postMessage(request, [bitmap]);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      this.#asked.delete(call);
      if (this.#asked.size === 0) this.#idle = setTimeout(() => this.close(), IDLE_BEFORE_END);
    }
  }

  #open(): Worker {
    const worker = this.#spawn();
    worker.addEventListener('message', ({ data }: MessageEvent<InsideAnswer>) =>
      this.#asked.get(data.call)?.resolve(data),
    );
    worker.addEventListener('error', ({ message }) =>
      this.#fail(message ? new Error(message) : new SpokenError(t('inside.trouble.notStarted'))),
    );
    return worker;
  }

  #fail(error: Error): void {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    this.close();
    for (const { reject } of asked) reject(error);
  }
}

function failureOf(answer: InsideAnswer): Error {
  return answer.kind === 'failed'
    ? new Error(answer.reason)
    : new SpokenError(t('inside.trouble.otherAnswer'));
}
