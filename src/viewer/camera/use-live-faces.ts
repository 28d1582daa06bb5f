import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { browserTranslator } from '../../i18n/browser-language.ts';
import { reasonText } from '../../i18n/reason-text.ts';
import type { ReadOutcome } from '../../terms/reading-request.ts';
import { FaceTracks } from '../../tracking/face-tracks.ts';
import type { TrackedFace } from '../../tracking/track.ts';
import { dataUrlOf } from '../data-url.ts';
import { frameToRead } from './film-frame.ts';
import { Rate } from './rate.ts';
import { nextFrameOf, readFilm } from './read-film.ts';

/** Reads one frame, as a `data:` address. Never rejects. */
export type ReadFrame = (dataUrl: string, signal: AbortSignal) => Promise<ReadOutcome>;

export interface LiveFaces {
  readonly faces: readonly TrackedFace[];
  /** Readings a second. */
  readonly rate: number;
  /** Why the last frame could not be read. */
  readonly problem: string | undefined;
}

const NOTHING: LiveFaces = { faces: [], rate: 0, problem: undefined };

/** The faces that a video shows, carried on between one reading and the next. */
export function useLiveFaces(
  video: RefObject<HTMLVideoElement | null>,
  stream: MediaStream,
  readFrame: ReadFrame,
): LiveFaces {
  const [live, setLive] = useState(NOTHING);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const tracks = new FaceTracks();
    const rate = new Rate();
    let problem: string | undefined;
    void readFilm(
      {
        nextFrame: () => nextFrameOf(element, signal),
        readFrame: async () => readFrame(await dataUrlOf(await frameToRead(element)), signal),
        onFaces: (faces, atMs) => {
          problem = undefined;
          tracks.update(faces, atMs);
          rate.happened(performance.now());
        },
        onFailure: (outcome) => {
          problem = reasonText(outcome, browserTranslator());
        },
      },
      signal,
    );
    let frame = 0;
    const draw = () => {
      setLive({ faces: tracks.at(performance.now()), rate: rate.perSecond, problem });
      frame = requestAnimationFrame(draw);
    };
    draw();
    return () => {
      controller.abort();
      cancelAnimationFrame(frame);
    };
  }, [video, stream, readFrame]);
  return live;
}
