import { browserTranslator, number, t, tCount } from '../../i18n/browser-language.ts';
import { reasonText } from '../../i18n/reason-text.ts';
import type { ImageRecord } from '../../messaging/protocol.ts';

/** More than this many are counted, not listed: the popup is no log. */
const LISTED = 20;

interface FailuresProps {
  readonly count: number;
  /** All images of the page, where they are known. */
  readonly images: readonly ImageRecord[];
  readonly onOpen: (open: boolean) => void;
}

/** The images that could not be read and why; the single images are asked for only while this is open. */
export function Failures({ count, images, onOpen }: FailuresProps) {
  const failed = images.filter((image) => image.status === 'failed');
  const unlisted = Math.max(0, count - Math.min(failed.length, LISTED));
  return (
    <details class="failures" onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary>
        {t('page.failures')} <span class="summary-value">{number(count)}</span>
      </summary>
      {count === 0 ? (
        <p class="note">{t('page.noFailures')}</p>
      ) : (
        <ul>
          {failed.slice(0, LISTED).map((image, index) => (
            <li key={index}>
              <span class="failure-name" title={image.src}>
                {shortName(image.src)}
              </span>
              <span class="note">{whyFailed(image)}</span>
            </li>
          ))}
          {failed.length > 0 && unlisted > 0 && <li class="note">{tCount('page.moreFailures', unlisted)}</li>}
        </ul>
      )}
    </details>
  );
}

function whyFailed({ failure = 'engine', reason = '' }: ImageRecord): string {
  return reasonText({ failure, reason }, browserTranslator());
}

/** The part of an address by which a person knows the image. */
function shortName(src: string): string {
  if (!URL.canParse(src)) return src;
  const { protocol, hostname, pathname } = new URL(src);
  if (protocol === 'data:' || protocol === 'blob:') return `${protocol}…`;
  return pathname.split('/').findLast((part) => part !== '') ?? hostname;
}
