import { rankOf, type Ticket } from './ticket.ts';

interface Entry<I, O> {
  readonly input: I;
  readonly ticket: Ticket;
  readonly resolve: (output: O) => void;
  readonly reject: (reason: unknown) => void;
}

/** How much is worked on at once. */
export interface BatchSizes {
  /** Inputs in a batch, */
  readonly inputs: number;
  /** and batches that are handed over before the first of them is done. */
  readonly batches: number;
}

/**
 * Gathers inputs while batches are being worked on, and hands over the most urgent ones as the next batch. What a person
 * asked for goes in a batch of its own, so that it does not wait for the rest.
 */
export class Batcher<I, O> {
  readonly #work: (inputs: readonly I[]) => Promise<readonly O[]>;
  readonly #most: () => BatchSizes;
  #waiting: Entry<I, O>[] = [];
  #underWay = 0;

  constructor(work: (inputs: readonly I[]) => Promise<readonly O[]>, most: () => BatchSizes) {
    this.#work = work;
    this.#most = most;
  }

  /**
   * The output for this input, once its batch is done.
   *
   * @throws the ticket's reason where it is withdrawn before the batch begins; what the batch throws
   */
  async add(input: I, ticket: Ticket): Promise<O> {
    ticket.signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<O>();
    const entry = { input, ticket, resolve, reject };
    const drop = () => this.#drop(entry);
    ticket.signal.addEventListener('abort', drop, { once: true });
    this.#waiting.push(entry);
    void this.#next();
    try {
      return await promise;
    } finally {
      ticket.signal.removeEventListener('abort', drop);
    }
  }

  #drop(entry: Entry<I, O>): void {
    const place = this.#waiting.indexOf(entry);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    entry.reject(entry.ticket.signal.reason);
  }

  async #next(): Promise<void> {
    if (this.#underWay >= this.#most().batches || this.#waiting.length === 0) return;
    this.#underWay += 1;
    const batch = this.#takeBatch();
    try {
      const outputs = await this.#work(batch.map(({ input }) => input));
      batch.forEach((entry, i) => {
        const output = outputs[i];
        if (output === undefined) entry.reject(new Error('The batch came back incomplete.'));
        else entry.resolve(output);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      this.#underWay -= 1;
      void this.#next();
    }
  }

  #takeBatch(): Entry<I, O>[] {
    // Sorting is stable: what came first stays first among equals.
    const byUrgency = this.#waiting.toSorted((a, b) => rankOf(b.ticket.priority) - rankOf(a.ticket.priority));
    const asked = byUrgency.filter(({ ticket }) => ticket.priority === 'asked');
    const batch = (asked.length > 0 ? asked : byUrgency).slice(0, this.#most().inputs);
    this.#waiting = this.#waiting.filter((entry) => !batch.includes(entry));
    return batch;
  }
}
