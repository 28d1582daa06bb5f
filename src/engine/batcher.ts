import { rankOf, type Ticket } from './ticket.ts';

interface Entry<I, O> {
  readonly input: I;
  readonly ticket: Ticket;
  readonly resolve: (output: O) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers inputs while a batch is being worked on, and hands over the most urgent ones as the next batch. What a person
 * asked for goes in a batch of its own, so that it does not wait for the rest.
 */
export class Batcher<I, O> {
  readonly #work: (inputs: readonly I[]) => Promise<readonly O[]>;
  readonly #batchSize: () => number;
  #waiting: Entry<I, O>[] = [];
  #isBusy = false;

  constructor(work: (inputs: readonly I[]) => Promise<readonly O[]>, batchSize: () => number) {
    this.#work = work;
    this.#batchSize = batchSize;
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
    if (this.#isBusy || this.#waiting.length === 0) return;
    this.#isBusy = true;
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
      this.#isBusy = false;
      void this.#next();
    }
  }

  #takeBatch(): Entry<I, O>[] {
    // Sorting is stable: what came first stays first among equals.
    const byUrgency = this.#waiting.toSorted((a, b) => rankOf(b.ticket.priority) - rankOf(a.ticket.priority));
    const asked = byUrgency.filter(({ ticket }) => ticket.priority === 'asked');
    const batch = (asked.length > 0 ? asked : byUrgency).slice(0, this.#batchSize());
    this.#waiting = this.#waiting.filter((entry) => !batch.includes(entry));
    return batch;
  }
}
