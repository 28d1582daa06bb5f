import { useEffect, useRef, useState } from 'preact/hooks';
import { WORDS } from './strings.ts';
import type { Tally } from './tally.ts';

interface ProgressLineProps {
  readonly tally: Tally;
  readonly onStop: () => void;
}

/** How far reading is, while there is something to read. A screen reader hears only its beginning and its end. */
export function ProgressLine({ tally, onStop }: ProgressLineProps) {
  const isReading = tally.done < tally.pictures;
  return (
    <>
      {isReading && (
        <div class="progress">
          <progress max={tally.pictures} value={tally.done} aria-label={WORDS.progress.label} />
          <span>{WORDS.progress.reading(tally.done, tally.pictures)}</span>
          <button type="button" onClick={onStop}>
            {WORDS.progress.stop}
          </button>
        </div>
      )}
      <Announcer tally={tally} isReading={isReading} />
    </>
  );
}

function Announcer({ tally, isReading }: { readonly tally: Tally; readonly isReading: boolean }) {
  const [said, setSaid] = useState('');
  const latest = useRef(tally);
  latest.current = tally;
  useEffect(() => {
    const { pictures, read, faces, failed } = latest.current;
    if (pictures === 0) return;
    setSaid(isReading ? WORDS.progress.started(pictures) : WORDS.progress.finished(read, faces, failed));
  }, [isReading]);
  return (
    <p role="status" class="visually-hidden" data-said="progress">
      {said}
    </p>
  );
}
