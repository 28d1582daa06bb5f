import { MAX_OPEN_REQUESTS, REQUEST_DEADLINE } from './limits.ts';
import { OwnTicket, rankOf } from './ticket.ts';
import { ReadFailure, type ReadPriority, type ReadRequest } from './types.ts';

function busy(): ReadFailure {
  return new ReadFailure('busy', 'Mien has too many images to read just now.');
}

function cancelled(): ReadFailure {
  return new ReadFailure('cancelled', 'The image is no longer wanted.');
}

function late(): ReadFailure {
  return new ReadFailure('deadline', `The image was not read within ${REQUEST_DEADLINE / 1000} seconds.`);
}

/** The requests that wait for an answer: how many there may be, how long they may wait, and how they are called back. */
export class OpenRequests {
  readonly #tickets = new Map<string, OwnTicket>();

  get size(): number {
    return this.#tickets.size;
  }

  /**
   * Serves a request with a ticket of its own, which is withdrawn at its deadline.
   *
   * @throws ReadFailure `busy` where there are too many that are as urgent; what `serve` throws
   */
  async serve<T>({ id, priority }: ReadRequest, serve: (ticket: OwnTicket) => Promise<T>): Promise<T> {
    this.cancel(id);
    this.#makeRoomFor(priority);
    const ticket = new OwnTicket(priority);
    this.#tickets.set(id, ticket);
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
    const ticket = this.#tickets.get(id);
    if (ticket) ticket.priority = priority;
  }

  #withdraw(id: string, reason: ReadFailure): void {
    const ticket = this.#tickets.get(id);
    if (!ticket) return;
    this.#forget(id, ticket);
    ticket.withdraw(reason);
  }

  #forget(id: string, ticket: OwnTicket): void {
    if (this.#tickets.get(id) === ticket) this.#tickets.delete(id);
  }

  /** When all places are taken, the youngest of the least urgent gives way, if it is less urgent than the newcomer. */
  #makeRoomFor(priority: ReadPriority): void {
    if (this.#tickets.size < MAX_OPEN_REQUESTS) return;
    const [least] = [...this.#tickets]
      .reverse()
      .sort((a, b) => rankOf(a[1].priority) - rankOf(b[1].priority));
    if (!least || rankOf(least[1].priority) >= rankOf(priority)) throw busy();
    this.#withdraw(least[0], busy());
  }
}
