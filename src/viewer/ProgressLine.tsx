import { useEffect, useRef, useState } from 'preact/hooks';
import { number, t, tCount } from '../i18n/browser-language.ts';
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
          <progress max={tally.pictures} value={tally.done} aria-label={t('viewer.progress.label')} />
          <span>{tCount('page.reading', tally.pictures, { done: number(tally.done) })}</span>
          <button type="button" onClick={onStop}>
            {t('viewer.progress.stop')}
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
    const { pictures } = latest.current;
    if (pictures === 0) return;
    setSaid(isReading ? t('page.startedReading') : summaryOf(latest.current));
  }, [isReading]);
  return (
    <p role="status" class="visually-hidden" data-said="progress">
      {said}
    </p>
  );
}

function summaryOf({ read, faces, failed }: Tally): string {
  const sentences = [tCount('page.imagesRead', read), tCount('page.facesFound', faces)];
  if (failed > 0) sentences.push(t('viewer.progress.failed', { count: number(failed) }));
  return sentences.join(' ');
}
