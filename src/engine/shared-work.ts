import { OwnTicket, rankOf, type Ticket } from './ticket.ts';
import { ReadFailure } from './types.ts';

/** One piece of work and everybody who waits for it. */
class Group<T> {
  readonly #ticket: OwnTicket;
  readonly #members = new Set<Ticket>();
  readonly #ended = new AbortController();
  readonly #result: Promise<T>;

  constructor(first: Ticket, start: (ticket: Ticket) => Promise<T>, onEnd: () => void) {
    this.#ticket = new OwnTicket(first.priority);
    this.#result = start(this.#ticket).finally(() => this.#end(onEnd));
    // Whoever waits hears of a failure; it must not count as unhandled when nobody is left.
    this.#result.catch(() => undefined);
    this.#ticket.signal.addEventListener('abort', () => this.#end(onEnd), { once: true });
  }

  #end(onEnd: () => void): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    onEnd();
  }

  async join(member: Ticket): Promise<T> {
    const left = new AbortController();
    const { promise: withdrawn, reject } = Promise.withResolvers<never>();
    this.#members.add(member);
    this.#takeMostUrgent();
    member.onChange(() => this.#takeMostUrgent(), AbortSignal.any([left.signal, this.#ended.signal]));
    member.signal.addEventListener('abort', () => reject(member.signal.reason), { signal: left.signal });
    try {
      return await Promise.race([this.#result, withdrawn]);
    } finally {
      left.abort();
      this.#leave(member);
    }
  }

  #leave(member: Ticket): void {
    this.#members.delete(member);
    if (this.#ended.signal.aborted) return;
    if (this.#members.size > 0) this.#takeMostUrgent();
    else this.#ticket.withdraw(new ReadFailure('cancelled', 'Nobody waits for this image any more.'));
  }

  #takeMostUrgent(): void {
    const [first, ...others] = [...this.#members].map((member) => member.priority);
    if (first === undefined) return;
    this.#ticket.priority = others.reduce((most, next) => (rankOf(next) > rankOf(most) ? next : most), first);
  }
}

/**
 * Work that several may wish for at the same time, done once for each key. It is as urgent as the most urgent wish for it,
 * and is given up when the last wish is withdrawn. Nothing is kept once it has ended.
 */
export class SharedWork<T> {
  readonly #groups = new Map<string, Group<T>>();

  /**
   * Joins the work that goes on under `key`, or starts it.
   *
   * @throws what the work throws, or the ticket's reason as soon as it is withdrawn
   */
  async join(key: string, ticket: Ticket, start: (ticket: Ticket) => Promise<T>): Promise<T> {
    ticket.signal.throwIfAborted();
    const group = this.#groups.get(key) ?? this.#begin(key, ticket, start);
    return await group.join(ticket);
  }

  #begin(key: string, ticket: Ticket, start: (ticket: Ticket) => Promise<T>): Group<T> {
    const group: Group<T> = new Group(ticket, start, () => {
      if (this.#groups.get(key) === group) this.#groups.delete(key);
    });
    this.#groups.set(key, group);
    return group;
  }
}
