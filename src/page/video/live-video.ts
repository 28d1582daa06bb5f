import type { ImageSource, ReadOutcome } from '../../messaging/protocol.ts';
import { FaceTracks } from '../../tracking/face-tracks.ts';
import { FramePace, PACE } from '../../tracking/frame-pace.ts';
import type { TrackedFace } from '../../tracking/track.ts';
import { reasonOf } from '../../web/reason-of.ts';
import { pause, untilAborted } from '../../web/waiting.ts';
import { isVisibleByStyle } from '../overlay/visible-by-style.ts';
import type { Picture } from '../picture.ts';
import { FrameGrabber, videoPicture } from './video-frame.ts';

/** Milliseconds after which the reading of a frame is given up: the film has gone on. */
const FRAME_DEADLINE = 10_000;

/** Nothing tells that a hidden video has come to be shown: it is looked at again after so many milliseconds. */
const HIDDEN_REST = 500;

/** What happens to a video on its own, after which it may have to be read otherwise. */
const EVENTS = ['playing', 'pause', 'ended', 'seeked', 'waiting', 'loadeddata'];
/** After these, what was seen is not on show any more. */
const BREAKS = ['seeking', 'emptied'];

/** How a video is read and drawn; given by the page's reader. */
export interface VideoTools {
  /** A frame of a film that plays. */
  readFrame(source: ImageSource, signal: AbortSignal): Promise<ReadOutcome>;
  /** The frame on which a film rests, as any other picture. */
  readStill(picture: Picture, signal: AbortSignal): Promise<ReadOutcome>;
  /** Readings in a second, at most. */
  mostPerSecond(): number;
  follow(picture: Picture, faces: readonly TrackedFace[]): void;
  /** Draws the reading of the frame on which the film rests. */
  rest(picture: Picture, outcome: ReadOutcome): void;
  /** A film that plays cannot be read. */
  refuse(picture: Picture, reason: string): void;
  erase(picture: Picture): void;
}

type Mode = 'none' | 'playing' | 'resting';

/** The next frame that the video presents. */
async function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  let handle = 0;
  const frame = new Promise((resolve) => {
    handle = video.requestVideoFrameCallback(resolve);
  });
  try {
    await untilAborted(frame, signal);
  } finally {
    video.cancelVideoFrameCallback(handle);
  }
}

/**
 * Reads one video: frame after frame while it plays in view, one at a time and no faster than the machine allows; once
 * more, in full, where it rests; and not at all while nobody can see it.
 */
export class LiveVideo {
  readonly #video: HTMLVideoElement;
  readonly #tools: VideoTools;
  readonly #grabber: FrameGrabber;
  readonly #tracks = new FaceTracks();
  readonly #pace: FramePace;
  readonly #seen: IntersectionObserver;
  #picture: Picture;
  #isInView = false;
  #isPaused = false;
  #mode: Mode = 'none';
  #work = new AbortController();

  /** @param signal ends the reading and takes away what was drawn */
  constructor(video: HTMLVideoElement, tools: VideoTools, signal: AbortSignal) {
    this.#video = video;
    this.#tools = tools;
    // Asked each time: the person may choose another rate while the film plays.
    this.#pace = new FramePace({
      ...PACE,
      get mostPerSecond() {
        return tools.mostPerSecond();
      },
    });
    this.#grabber = new FrameGrabber(video);
    this.#picture = videoPicture(video, this.#grabber);
    this.#seen = new IntersectionObserver((entries) => {
      this.#isInView = entries.at(-1)?.isIntersecting ?? false;
      this.#consider();
    });
    for (const type of EVENTS) video.addEventListener(type, () => this.#consider(type), { signal });
    for (const type of BREAKS) video.addEventListener(type, () => this.#break(), { signal });
    signal.addEventListener('abort', () => this.#close(), { once: true });
    this.#seen.observe(video);
  }

  /** Nothing is read while the page is not looked at. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    this.#consider();
  }

  get #wantedMode(): Mode {
    const { readyState, videoWidth, paused, ended, seeking } = this.#video;
    const hasFrame = readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && videoWidth > 0 && !seeking;
    if (this.#isPaused || !this.#isInView || !hasFrame) return 'none';
    return paused || ended ? 'resting' : 'playing';
  }

  #consider(event?: string): void {
    const mode = this.#wantedMode;
    const isAnotherFrame = event === 'seeked' && mode === 'resting';
    if (mode === this.#mode && !isAnotherFrame) return;
    this.#stop();
    this.#mode = mode;
    const { signal } = this.#work;
    const work =
      mode === 'playing' ? this.#play(signal) : mode === 'resting' ? this.#rest(signal) : undefined;
    work?.catch((error: unknown) => {
      if (!signal.aborted) this.#tools.refuse(this.#picture, reasonOf(error));
    });
  }

  #stop(): void {
    this.#work.abort();
    this.#work = new AbortController();
    this.#mode = 'none';
  }

  /** Forgets the faces: the film jumps, or is another one. */
  #break(): void {
    this.#stop();
    this.#tracks.clear();
    this.#tools.erase(this.#picture);
    this.#picture = videoPicture(this.#video, this.#grabber);
  }

  async #play(signal: AbortSignal): Promise<void> {
    this.#carryOn(signal);
    while (!signal.aborted) {
      await pause(Math.max(0, this.#pace.nextAt - performance.now()), signal);
      await nextFrame(this.#video, signal);
      // A page may hide one and let it play on for its sound.
      if (isVisibleByStyle({ element: this.#video })) await this.#readFrame(signal);
      else await pause(HIDDEN_REST, signal);
    }
  }

  /** Between two readings faces go on as they went, from frame to frame, so that their marks do not stay behind. */
  #carryOn(signal: AbortSignal): void {
    const step = () => {
      const now = performance.now();
      if (this.#tracks.isMoving(now)) this.#tools.follow(this.#picture, this.#tracks.at(now));
      handle = this.#video.requestVideoFrameCallback(step);
    };
    let handle = this.#video.requestVideoFrameCallback(step);
    signal.addEventListener('abort', () => this.#video.cancelVideoFrameCallback(handle), { once: true });
  }

  async #readFrame(signal: AbortSignal): Promise<void> {
    const sentAt = performance.now();
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(FRAME_DEADLINE)]);
    this.#pace.sent();
    let outcome: ReadOutcome | undefined;
    try {
      outcome = await this.#tools.readFrame(await this.#grabber.grab('playing'), inTime);
    } finally {
      const now = performance.now();
      if (outcome?.ok) this.#pace.answered(sentAt, now);
      else this.#pace.failed(sentAt, now);
    }
    if (signal.aborted || !outcome.ok) return;
    this.#tracks.update(outcome.reading.faces, sentAt);
    this.#tools.follow(this.#picture, this.#tracks.at(performance.now()));
  }

  async #rest(signal: AbortSignal): Promise<void> {
    const outcome = await this.#tools.readStill(this.#picture, signal);
    if (!signal.aborted) this.#tools.rest(this.#picture, outcome);
  }

  #close(): void {
    this.#stop();
    this.#seen.disconnect();
    this.#tools.erase(this.#picture);
  }
}
