import { useId } from 'preact/hooks';
import { tCount } from '../../i18n/browser-language.ts';
import type { FrameState } from '../../messaging/protocol.ts';

interface ReadingProgressProps {
  readonly counts: FrameState['counts'];
  /** What to say while nothing is being read. */
  readonly otherwise: string;
}

/** A bar while images are being read; its place stays when it is done, so that nothing jumps. */
export function ReadingProgress({ counts, otherwise }: ReadingProgressProps) {
  const id = useId();
  const done = counts.read + counts.failed;
  const total = done + counts.waiting;
  const isReading = counts.waiting > 0;
  return (
    <div class="reading" data-reading={isReading}>
      <p id={id}>{isReading ? tCount('page.reading', total, { done }) : otherwise}</p>
      {isReading ? (
        <progress aria-labelledby={id} value={done} max={total} />
      ) : (
        <div class="reading-place" aria-hidden="true" />
      )}
    </div>
  );
}
