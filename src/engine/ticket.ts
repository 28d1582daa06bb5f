import { PRIORITIES, type ReadPriority } from './types.ts';

/** Higher is more urgent. */
export function rankOf(priority: ReadPriority): number {
  return PRIORITIES.indexOf(priority);
}

/** How urgent a piece of work is, as long as anybody wants it. */
export interface Ticket {
  readonly signal: AbortSignal;
  readonly priority: ReadPriority;
  /** Calls back after each change of the priority, until `until` aborts. */
  onChange(callback: () => void, until: AbortSignal): void;
}

/** A ticket whose owner may change the priority and withdraw it. */
export class OwnTicket implements Ticket {
  readonly #controller = new AbortController();
  readonly #changes = new EventTarget();
  #priority: ReadPriority;

  constructor(priority: ReadPriority) {
    this.#priority = priority;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get priority(): ReadPriority {
    return this.#priority;
  }

  set priority(priority: ReadPriority) {
    if (priority === this.#priority) return;
    this.#priority = priority;
    this.#changes.dispatchEvent(new Event('change'));
  }

  withdraw(reason: Error): void {
    this.#controller.abort(reason);
  }

  onChange(callback: () => void, until: AbortSignal): void {
    this.#changes.addEventListener('change', callback, { signal: until });
  }
}
