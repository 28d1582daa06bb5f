import type { ReadOutcome } from '../../terms/reading-request.ts';
import type { Face } from '../../vision/types.ts';
import { pause } from '../../web/waiting.ts';

export interface FilmParts {
  /** Resolves once the film shows a frame that was not read yet. */
  readonly nextFrame: (signal: AbortSignal) => Promise<void>;
  /** Reads what is on show now. Never rejects. */
  readonly readFrame: (signal: AbortSignal) => Promise<ReadOutcome>;
  /** @param atMs when the frame was on show */
  readonly onFaces: (faces: readonly Face[], atMs: number) => void;
  /** A frame could not be read. */
  readonly onFailure: (outcome: Extract<ReadOutcome, { ok: false }>) => void;
}

/** Milliseconds of rest after a frame that could not be read, so that an engine in trouble is not pressed. */
const REST_AFTER_FAILURE = 1000;

/**
 * Reads a film frame after frame until `signal` aborts. One frame is under way at a time, so the rate is that of the
 * machine, and nothing ever queues up.
 */
export async function readFilm(
  { nextFrame, readFrame, onFaces, onFailure }: FilmParts,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await nextFrame(signal);
    if (signal.aborted) return;
    const atMs = performance.now();
    const outcome = await readFrame(signal);
    if (signal.aborted) return;
    if (outcome.ok) {
      onFaces(outcome.reading.faces, atMs);
    } else {
      onFailure(outcome);
      await pause(REST_AFTER_FAILURE, signal);
    }
  }
}

/** Resolves with the next frame of a video, or when `signal` aborts. */
export function nextFrameOf(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const handle = video.requestVideoFrameCallback(() => resolve());
    signal.addEventListener(
      'abort',
      () => {
        video.cancelVideoFrameCallback(handle);
        resolve();
      },
      { once: true },
    );
  });
}
