import type { ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import type { RunningRead } from './engine-client.ts';
import type { Picture } from './picture.ts';

/** One frame has no more than this many readings under way; what the person asked for does not count. */
export const MOST_RUNNING = 8;
/** How long the queue rests when the engine has too much to do, and how often before it gives a picture up. */
const BUSY_REST = 1000;
const MOST_BUSY = 10;
/** Measuring a distance may cost the page a layout; it is good for this many milliseconds. */
const DISTANCE_HOLDS = 1000;
/** An order is good for this many milliseconds. */
const ORDER_HOLDS = 200;
/**
 * Each frame in which something new is drawn costs the page a layout and a painting, so answers that follow each other
 * closely are told together, at most once in this many milliseconds. The first one is not kept waiting.
 */
export const BEAT = 250;

export interface QueueOptions {
  start(picture: Picture, priority: ReadPriority, signal: AbortSignal): RunningRead;
  /** How far a picture is from what the person looks at; the nearest is read first. */
  distance(picture: Picture): number;
  /** A reading has ended, well or not. Not called for what was dropped. */
  settled(picture: Picture, outcome: ReadOutcome): void;
}

interface Entry {
  priority: ReadPriority;
  busyCount: number;
}

interface Waiting extends Entry {
  /** From what the person looks at; not known yet where it is absent. */
  distance?: number | undefined;
  measuredAt: number;
}

interface Running extends Entry {
  readonly reading: RunningRead;
  readonly controller: AbortController;
}

/** The pictures of one frame that are to be read: nearest first, few at a time, dropped when nobody looks any more. */
export class ReadingQueue {
  readonly #options: QueueOptions;
  readonly #waiting = new Map<Picture, Waiting>();
  readonly #running = new Map<Picture, Running>();
  /** What waited when it was last put in order, the nearest last. */
  #order: Picture[] = [];
  #orderedAt = Number.NEGATIVE_INFINITY;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isPaused = false;
  /** What has ended and is not told of yet. */
  readonly #ended = new Map<Picture, ReadOutcome>();
  #lastTold = Number.NEGATIVE_INFINITY;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #isPumpDue = false;

  constructor(options: QueueOptions) {
    this.#options = options;
  }

  has(picture: Picture): boolean {
    return this.#waiting.has(picture) || this.#running.has(picture) || this.#ended.has(picture);
  }

  /**
   * Adds a picture, or changes the priority of one that is there.
   *
   * @param distance as `QueueOptions.distance` gives it, where it is known already
   */
  add(picture: Picture, priority: ReadPriority, distance?: number): void {
    if (this.#ended.has(picture)) {
      if (priority === 'asked') this.#tell();
      return;
    }
    const entry = this.#running.get(picture) ?? this.#waiting.get(picture);
    if (entry === undefined) {
      this.#waiting.set(picture, { priority, busyCount: 0, distance, measuredAt: performance.now() });
      this.#orderedAt = Number.NEGATIVE_INFINITY;
    } else if (entry.priority !== priority && entry.priority !== 'asked') {
      entry.priority = priority;
      this.#orderedAt = Number.NEGATIVE_INFINITY;
      this.#running.get(picture)?.reading.reprioritize(priority);
    }
    if (priority === 'asked') this.#start(picture);
    else this.#pumpSoon();
  }

  /** Forgets a picture; a reading that is under way is cancelled. */
  drop(picture: Picture): void {
    this.#waiting.delete(picture);
    const outcome = this.#ended.get(picture);
    // What has been read is not read again because the picture has just gone out of view.
    if (this.#ended.delete(picture) && outcome) this.#options.settled(picture, outcome);
    const running = this.#running.get(picture);
    if (running === undefined) return;
    this.#running.delete(picture);
    running.controller.abort();
    this.#pumpSoon();
  }

  dropAll(): void {
    clearTimeout(this.#rest);
    clearTimeout(this.#telling);
    this.#rest = this.#telling = undefined;
    this.#ended.clear();
    this.#waiting.clear();
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const { controller } of running) controller.abort();
  }

  /** While paused nothing new is asked; what is under way goes on. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#pump();
  }

  /** Once for all that the page tells in one breath: a scrolled gallery brings and drops hundreds. */
  #pumpSoon(): void {
    if (this.#isPumpDue) return;
    this.#isPumpDue = true;
    queueMicrotask(() => {
      this.#isPumpDue = false;
      this.#pump();
    });
  }

  #pump(): void {
    let free = MOST_RUNNING;
    for (const { priority } of this.#running.values()) if (priority !== 'asked') free -= 1;
    for (; free > 0 && this.#mayStart; free -= 1) this.#start(this.#nearest());
  }

  get #mayStart(): boolean {
    return !this.#isPaused && this.#rest === undefined && this.#waiting.size > 0;
  }

  /** The nearest of all that wait, of which there is at least one. */
  #nearest(): Picture {
    if (performance.now() - this.#orderedAt > ORDER_HOLDS) this.#order = [];
    for (;;) {
      const next = this.#order.pop();
      if (next === undefined) this.#putInOrder();
      else if (this.#waiting.has(next)) return next;
    }
  }

  #putInOrder(): void {
    const now = performance.now();
    const distances = [...this.#waiting].map(
      ([picture, waiting]) =>
        [picture, waiting.priority === 'visible' ? 0 : 1, this.#distanceOf(picture, waiting, now)] as const,
    );
    distances.sort(([, rankA, a], [, rankB, b]) => rankB - rankA || b - a);
    this.#order = distances.map(([picture]) => picture);
    this.#orderedAt = now;
  }

  #distanceOf(picture: Picture, waiting: Waiting, now: number): number {
    if (waiting.distance === undefined || now - waiting.measuredAt > DISTANCE_HOLDS) {
      waiting.distance = this.#options.distance(picture);
      waiting.measuredAt = now;
    }
    return waiting.distance;
  }

  #start(picture: Picture): void {
    const waiting = this.#waiting.get(picture);
    if (waiting === undefined) return;
    this.#waiting.delete(picture);
    const controller = new AbortController();
    const reading = this.#options.start(picture, waiting.priority, controller.signal);
    const { priority, busyCount } = waiting;
    const running: Running = { priority, busyCount, reading, controller };
    this.#running.set(picture, running);
    void reading.outcome.then((outcome) => this.#end(picture, running, outcome));
  }

  #end(picture: Picture, running: Running, outcome: ReadOutcome): void {
    if (this.#running.get(picture) !== running) return;
    this.#running.delete(picture);
    const isBusy = !outcome.ok && outcome.failure === 'busy' && running.busyCount < MOST_BUSY;
    if (isBusy) this.#tryLater(picture, running);
    else this.#tellSoon(picture, outcome, running.priority === 'asked');
    this.#pump();
  }

  /** @param isUrgent the person waits for this one */
  #tellSoon(picture: Picture, outcome: ReadOutcome, isUrgent: boolean): void {
    this.#ended.set(picture, outcome);
    const wait = this.#lastTold + BEAT - performance.now();
    if (isUrgent || wait <= 0) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#lastTold = performance.now();
    const told = [...this.#ended];
    this.#ended.clear();
    for (const [picture, outcome] of told) this.#options.settled(picture, outcome);
  }

  #tryLater(picture: Picture, { priority, busyCount }: Running): void {
    // What was asked for by hand waits like the rest now: the engine has said that it cannot take it.
    const patient = priority === 'asked' ? 'visible' : priority;
    this.#waiting.set(picture, { priority: patient, busyCount: busyCount + 1, measuredAt: 0 });
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined;
      this.#pump();
    }, BUSY_REST);
  }
}
