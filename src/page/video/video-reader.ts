import { queryAll } from '../discovery/dom.ts';
import type { LiveVideo, VideoTools } from './live-video.ts';

/** Videos read at once in one frame of a page. */
const MOST_AT_ONCE = 4;

interface Watched {
  /** Absent until what reads videos has come. */
  live?: LiveVideo;
  readonly end: AbortController;
  /** The person asked for this one; it goes on whatever the settings are. */
  readonly isAsked: boolean;
}

/** Reads the videos of a page that are to be read: all that come to play where the person wants that, or single ones. */
export class VideoReader {
  readonly #tools: VideoTools;
  readonly #fetchMaker: () => Promise<typeof LiveVideo>;
  readonly #watched = new Map<HTMLVideoElement, Watched>();
  readonly #signal: AbortSignal;
  #isPaused = false;
  #readsAll = false;

  /** @param fetchMaker gives what reads one video; asked when the first is to be read */
  constructor(tools: VideoTools, fetchMaker: () => Promise<typeof LiveVideo>, signal: AbortSignal) {
    this.#tools = tools;
    this.#fetchMaker = fetchMaker;
    this.#signal = signal;
    const playing = ({ target }: Event) => {
      if (this.#readsAll && target instanceof HTMLVideoElement) this.#startUnasked(target);
    };
    // Events of media do not bubble, but are seen on their way down.
    document.addEventListener('playing', playing, { capture: true, signal });
  }

  /** Whether videos are read unasked. */
  configure(readsAll: boolean): void {
    const isNew = readsAll && !this.#readsAll;
    this.#readsAll = readsAll;
    if (isNew) for (const video of queryAll(document, 'video')) this.#startPlaying(video);
    if (readsAll) return;
    for (const [video, { isAsked }] of this.#watched) if (!isAsked) this.#stop(video);
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    for (const { live } of this.#watched.values()) live?.setPaused(isPaused);
  }

  /** Begins to read one video, or ends it where it is read. Rejects where what reads videos cannot be had. */
  async toggle(video: HTMLVideoElement): Promise<void> {
    if (this.#watched.has(video)) this.#stop(video);
    else await this.#start(video, true);
  }

  #startPlaying(element: Element): void {
    if (element instanceof HTMLVideoElement && !element.paused) this.#startUnasked(element);
  }

  #startUnasked(video: HTMLVideoElement): void {
    // Nobody waits for an answer; it is tried again when the next video plays.
    this.#start(video, false).catch(() => undefined);
  }

  async #start(video: HTMLVideoElement, isAsked: boolean): Promise<void> {
    if (this.#watched.has(video) || this.#signal.aborted) return;
    this.#makeRoom();
    const end = new AbortController();
    const tools = isAsked ? this.#tools : { ...this.#tools, refuse: () => undefined };
    const watched: Watched = { end, isAsked };
    this.#watched.set(video, watched);
    try {
      const Maker = await this.#fetchMaker();
      const signal = AbortSignal.any([this.#signal, end.signal]);
      if (signal.aborted) return;
      watched.live = new Maker(video, tools, signal);
      watched.live.setPaused(this.#isPaused);
    } catch (error) {
      if (this.#watched.get(video) === watched) this.#stop(video);
      throw error;
    }
  }

  #stop(video: HTMLVideoElement): void {
    this.#watched.get(video)?.end.abort();
    this.#watched.delete(video);
  }

  /** The one that has been read for longest gives way, one that has left the page before all others. */
  #makeRoom(): void {
    for (const video of this.#watched.keys()) if (!video.isConnected) this.#stop(video);
    for (const video of this.#watched.keys()) {
      if (this.#watched.size < MOST_AT_ONCE) return;
      this.#stop(video);
    }
  }
}
