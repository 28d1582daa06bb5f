import { MAX_OPEN_REQUESTS, MAX_WAITING_CHARACTERS, REQUEST_DEADLINE } from './limits.ts';
import { OwnTicket, rankOf } from './ticket.ts';
import { type ImageSource, ReadFailure, type ReadPriority, type ReadRequest } from './types.ts';

function busy(): ReadFailure {
  return new ReadFailure('busy', 'Mien has too many images to read just now.');
}

function cancelled(): ReadFailure {
  return new ReadFailure('cancelled', 'The image is no longer wanted.');
}

function late(): ReadFailure {
  return new ReadFailure('deadline', `The image was not read within ${REQUEST_DEADLINE / 1000} seconds.`);
}

interface Open {
  readonly ticket: OwnTicket;
  /** Characters that it holds in memory. */
  readonly weight: number;
}

function weightOf(source: ImageSource): number {
  return source.kind === 'bytes' ? source.dataUrl.length : 0;
}

/**
 * The requests that wait for an answer: how many there may be and how much they may hold, how long they may wait, and how
 * they are called back.
 */
export class OpenRequests {
  readonly #open = new Map<string, Open>();
  #weight = 0;

  get size(): number {
    return this.#open.size;
  }

  /**
   * Serves a request with a ticket of its own, which is withdrawn at its deadline.
   *
   * @throws ReadFailure `busy` where there are too many that are as urgent, or too large ones; what `serve` throws
   */
  async serve<T>(
    { id, priority, source }: ReadRequest,
    serve: (ticket: OwnTicket) => Promise<T>,
  ): Promise<T> {
    this.cancel(id);
    const weight = weightOf(source);
    this.#makeRoomFor(priority, weight);
    const ticket = new OwnTicket(priority);
    this.#open.set(id, { ticket, weight });
    this.#weight += weight;
    const timer = setTimeout(() => ticket.withdraw(late()), REQUEST_DEADLINE);
    try {
      return await serve(ticket);
    } finally {
      clearTimeout(timer);
      this.#forget(id, ticket);
    }
  }

  cancel(id: string): void {
    this.#withdraw(id, cancelled());
  }

  reprioritize(id: string, priority: ReadPriority): void {
    const open = this.#open.get(id);
    if (open) open.ticket.priority = priority;
  }

  #withdraw(id: string, reason: ReadFailure): void {
    const open = this.#open.get(id);
    if (!open) return;
    this.#forget(id, open.ticket);
    open.ticket.withdraw(reason);
  }

  #forget(id: string, ticket: OwnTicket): void {
    const open = this.#open.get(id);
    if (open?.ticket !== ticket) return;
    this.#open.delete(id);
    this.#weight -= open.weight;
  }

  /** Who comes when all places are taken, or all room, gets those of less urgent ones, or none. */
  #makeRoomFor(priority: ReadPriority, weight: number): void {
    while (this.#open.size >= MAX_OPEN_REQUESTS) this.#giveWayTo(priority, [...this.#open]);
    while (this.#weight + weight > MAX_WAITING_CHARACTERS) {
      this.#giveWayTo(
        priority,
        [...this.#open].filter(([, held]) => held.weight > 0),
      );
    }
  }

  /** The youngest of the least urgent gives way, if it is less urgent than the newcomer. */
  #giveWayTo(priority: ReadPriority, open: readonly (readonly [id: string, Open])[]): void {
    const [least] = open
      .toReversed()
      .sort(([, a], [, b]) => rankOf(a.ticket.priority) - rankOf(b.ticket.priority));
    if (!least || rankOf(least[1].ticket.priority) >= rankOf(priority)) throw busy();
    this.#withdraw(least[0], busy());
  }
}
