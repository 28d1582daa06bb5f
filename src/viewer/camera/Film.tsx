import { useEffect, useRef, useState } from 'preact/hooks';
import { tintOf } from '../../expressions/tints.ts';
import { number, t } from '../../i18n/browser-language.ts';
import type { TrackedFace } from '../../tracking/track.ts';
import { FaceTag, placeOf } from '../FaceBoxes.tsx';
import { faceLabel } from '../face-label.ts';
import { ScoreBars } from '../ScoreBars.tsx';
import { snapshotOf } from './film-frame.ts';
import { type ReadFrame, useLiveFaces } from './use-live-faces.ts';

interface FilmProps {
  readonly stream: MediaStream;
  readonly isMirrored: boolean;
  readonly readFrame: ReadFrame;
  /** @returns what the snapshot is called */
  readonly onSnapshot: (picture: Blob) => string;
}

/** What the camera shows, each face framed and labelled, and the scores of the largest one. */
export function Film({ stream, isMirrored, readFrame, onSnapshot }: FilmProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number }>();
  const [said, setSaid] = useState('');
  const { faces, rate, problem } = useLiveFaces(video, stream, readFrame);
  const largest = faces.toSorted((a, b) => b.box.width - a.box.width)[0];

  useEffect(() => {
    if (video.current !== null) video.current.srcObject = stream;
  }, [stream]);

  const take = async () => {
    if (video.current === null || size === undefined) return;
    setSaid(t('viewer.camera.taken', { name: onSnapshot(await snapshotOf(video.current)) }));
  };
  return (
    <div class="film-room">
      <div class="film" style={size && filmStyle(size)}>
        <video
          ref={video}
          autoPlay
          muted
          playsInline
          data-mirrored={isMirrored}
          aria-label={t('viewer.camera.title')}
          onResize={({ currentTarget: { videoWidth: width, videoHeight: height } }) =>
            setSize({ width, height })
          }
        />
        <LiveBoxes faces={faces} isMirrored={isMirrored} />
      </div>
      <div class="film-side">
        <button type="button" class="primary" disabled={size === undefined} onClick={() => void take()}>
          {t('viewer.camera.take')}
        </button>
        <p role="status" class="note">
          {said}
        </p>
        <p class="film-numbers">
          {problem ??
            t('viewer.camera.state', {
              faces: number(faces.length),
              rate: number(Math.round(rate * 10) / 10),
            })}
        </p>
        {largest && (
          <>
            <h3>{faceLabel(largest)}</h3>
            <ScoreBars scores={largest.scores} />
          </>
        )}
      </div>
    </div>
  );
}

function LiveBoxes({
  faces,
  isMirrored,
}: {
  readonly faces: readonly TrackedFace[];
  readonly isMirrored: boolean;
}) {
  return (
    <div class="boxes" dir="ltr">
      {faces.map((face) => {
        const box = isMirrored ? { ...face.box, x: 1 - face.box.x - face.box.width } : face.box;
        return (
          <div
            key={face.id}
            class="face-box"
            data-expression={face.expression}
            data-uncertain={face.uncertain}
            data-label-below={box.y < 0.08}
            data-label-end={box.x > 0.66}
            style={{ ...placeOf(box), '--tint': tintOf(face.expression) }}
          >
            <FaceTag face={face} />
          </div>
        );
      })}
    </div>
  );
}

/** As wide as there is room, and never higher than the window leaves room for. */
function filmStyle({ width, height }: { readonly width: number; readonly height: number }) {
  return {
    aspectRatio: `${width} / ${height}`,
    inlineSize: `min(100%, ${((72 * width) / height).toFixed(2)}vh)`,
  };
}
