import PQueue from 'p-queue';
import { EXTRA_FOR_ASKED, IMAGES_IN_WORK } from './limits.ts';
import { rankOf, type Ticket } from './ticket.ts';

/**
 * Lets so many images be worked on at once, the most urgent first. What a person asked for gets a place beyond that, so
 * that it never waits for a slow server of somebody else's picture.
 */
export class WorkQueue {
  readonly #queue = new PQueue({ concurrency: IMAGES_IN_WORK });
  readonly #tickets = new Set<Ticket>();
  #lastId = 0;

  /** Does the work when its turn comes; throws the ticket's reason where that is withdrawn before. */
  async run<T>(ticket: Ticket, work: () => Promise<T>): Promise<T> {
    const id = `image-${++this.#lastId}`;
    const waiting = new AbortController();
    const ended = new AbortController();
    const leave = () => {
      waiting.abort();
      ended.abort();
      this.#tickets.delete(ticket);
      this.#makeRoomForAsked();
    };
    const begin = async () => {
      waiting.abort();
      // Left before the queue hears of it, or it would give the place beyond the others to one of those.
      return await work().finally(leave);
    };
    ticket.onChange(() => this.#queue.setPriority(id, rankOf(ticket.priority)), waiting.signal);
    ticket.onChange(() => this.#makeRoomForAsked(), ended.signal);
    const options = { id, priority: rankOf(ticket.priority), signal: ticket.signal };
    const done = this.#queue.add(begin, options);
    // Only now, for the same reason.
    this.#tickets.add(ticket);
    this.#makeRoomForAsked();
    try {
      return await done;
    } finally {
      leave();
    }
  }

  #makeRoomForAsked(): void {
    const asked = [...this.#tickets].filter(({ priority }) => priority === 'asked').length;
    this.#queue.concurrency = IMAGES_IN_WORK + Math.min(asked, EXTRA_FOR_ASKED);
  }
}
