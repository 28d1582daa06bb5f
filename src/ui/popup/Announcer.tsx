import { useEffect, useRef, useState } from 'preact/hooks';
import { t, tCount } from '../../i18n/browser-language.ts';
import type { FrameState } from '../../messaging/protocol.ts';

/** Reading must have rested for this long before its end is told: more images often follow at once. */
const REST = 1000;

/**
 * Tells a screen reader when reading starts and when it has come to rest, and nothing of every count between.
 */
export function Announcer({ counts }: { readonly counts: FrameState['counts'] }) {
  const [said, setSaid] = useState('');
  const latest = useRef(counts);
  latest.current = counts;
  const wasReading = useRef(false);
  const isReading = counts.waiting > 0;

  useEffect(() => {
    if (isReading) {
      wasReading.current = true;
      setSaid(t('page.startedReading'));
      return;
    }
    if (!wasReading.current) return;
    const timer = setTimeout(() => {
      wasReading.current = false;
      const { read, faces } = latest.current;
      setSaid(`${tCount('page.imagesRead', read)} ${tCount('page.facesFound', faces)}`);
    }, REST);
    return () => clearTimeout(timer);
  }, [isReading]);

  return (
    <p role="status" class="visually-hidden">
      {said}
    </p>
  );
}
