import type { RunningRead } from '../engine-client/engine-client.ts';
import type { ReadOutcome, ReadPriority } from '../messaging/protocol.ts';
import { OutcomeBeat } from './outcome-beat.ts';
import type { Picture } from './picture.ts';
import { type Entry, WaitingPictures } from './waiting-pictures.ts';

/**
 * One frame has no more than this many readings under way; what the person asked for does not count. While the engine answers
 * within so many milliseconds, as when it remembers what it is asked for, it may be more.
 */
export const MOST_RUNNING = 8;
export const MOST_WHEN_QUICK = 32;
const QUICK = 150;
/** An engine that takes longer than so many milliseconds is asked at once for what comes into view. */
const SWIFT = 1000;
/** How long the queue rests when the engine has too much to do, and how often before it gives a picture up. */
const BUSY_REST = 1000;
const MOST_BUSY = 10;

export interface QueueOptions {
  start(picture: Picture, priority: ReadPriority, signal: AbortSignal): RunningRead;
  /** How far a picture is from what the person looks at; the nearest is read first. */
  distance(picture: Picture): number;
  /** A reading has ended, well or not. Not called for what was dropped. */
  settled(picture: Picture, outcome: ReadOutcome): void;
}

interface Running extends Entry {
  readonly startedAt: number;
  readonly reading: RunningRead;
  readonly controller: AbortController;
}

/** The pictures of one frame that are to be read: nearest first, few at a time, dropped when nobody looks any more. */
export class ReadingQueue {
  readonly #options: QueueOptions;
  readonly #waiting: WaitingPictures;
  readonly #running = new Map<Picture, Running>();
  /** What has ended and is not told of yet. */
  readonly #ended: OutcomeBeat;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #most = MOST_RUNNING;
  #isSwift = false;
  #isPaused = false;
  #isPumpDue = false;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#waiting = new WaitingPictures((picture) => options.distance(picture));
    this.#ended = new OutcomeBeat((picture, outcome) => options.settled(picture, outcome));
  }

  has(picture: Picture): boolean {
    return this.#waiting.get(picture) !== undefined || this.#running.has(picture) || this.#ended.has(picture);
  }

  /**
   * Adds a picture, or changes the priority of one that is there.
   *
   * @param distance as `QueueOptions.distance` gives it, where it is known already
   */
  add(picture: Picture, priority: ReadPriority, distance?: number): void {
    if (this.#ended.has(picture)) {
      if (priority === 'asked') this.#ended.tellAll();
      return;
    }
    const entry = this.#running.get(picture) ?? this.#waiting.get(picture);
    if (entry === undefined) {
      this.#waiting.add(picture, { priority, busyCount: 0 }, distance);
    } else if (entry.priority !== priority && entry.priority !== 'asked') {
      entry.priority = priority;
      this.#waiting.changed();
      this.#running.get(picture)?.reading.reprioritize(priority);
    }
    if (priority === 'asked') this.#start(picture);
    else this.#pumpSoon();
  }

  /** Forgets a picture; a reading that is under way is cancelled. */
  drop(picture: Picture): void {
    this.#waiting.take(picture);
    // What has been read is not read again because the picture has just gone out of view.
    this.#ended.tell(picture);
    const running = this.#running.get(picture);
    if (running === undefined) return;
    this.#running.delete(picture);
    running.controller.abort();
    this.#pumpSoon();
  }

  dropAll(): void {
    clearTimeout(this.#rest);
    this.#rest = undefined;
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

  /**
   * Where the engine is swift, waits until half of what may be under way is free: many in one message cost the page little
   * more than one.
   */
  #pump(): void {
    let free = this.#most;
    for (const { priority } of this.#running.values()) if (priority !== 'asked') free -= 1;
    if (this.#isSwift && free < this.#most / 2) return;
    for (; free > 0 && this.#mayStart; free -= 1) this.#start(this.#waiting.first());
  }

  get #mayStart(): boolean {
    return !this.#isPaused && this.#rest === undefined && this.#waiting.size > 0;
  }

  #start(picture: Picture): void {
    const waiting = this.#waiting.take(picture);
    if (waiting === undefined) return;
    const controller = new AbortController();
    const reading = this.#options.start(picture, waiting.priority, controller.signal);
    const { priority, busyCount } = waiting;
    const running: Running = { priority, busyCount, reading, controller, startedAt: performance.now() };
    this.#running.set(picture, running);
    void reading.outcome.then((outcome) => this.#end(picture, running, outcome));
  }

  #end(picture: Picture, running: Running, outcome: ReadOutcome): void {
    if (this.#running.get(picture) !== running) return;
    this.#running.delete(picture);
    const took = performance.now() - running.startedAt;
    this.#most = outcome.ok && took < QUICK ? MOST_WHEN_QUICK : MOST_RUNNING;
    this.#isSwift = took < SWIFT;
    const isBusy = !outcome.ok && outcome.failure === 'busy' && running.busyCount < MOST_BUSY;
    if (isBusy) this.#tryLater(picture, running);
    else this.#ended.add(picture, outcome, running.priority === 'asked');
    this.#pump();
  }

  #tryLater(picture: Picture, { priority, busyCount }: Running): void {
    // What was asked for by hand waits like the rest now: the engine has said that it cannot take it.
    const patient = priority === 'asked' ? 'visible' : priority;
    this.#waiting.add(picture, { priority: patient, busyCount: busyCount + 1 });
    this.#rest ??= setTimeout(() => {
      this.#rest = undefined;
      this.#pump();
    }, BUSY_REST);
  }
}
