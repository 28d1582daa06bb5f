import { t } from '../../i18n/browser-language.ts';
import type { Expression } from '../../vision/types.ts';
import { CountTiles } from './CountTiles.tsx';
import { ExpressionCounts } from './ExpressionCounts.tsx';
import { Failures } from './Failures.tsx';
import { ReadingProgress } from './ReadingProgress.tsx';
import type { PageView } from './watch-page.ts';

interface PageSectionProps {
  readonly view: PageView;
  /** What is to be said while nothing is being read. */
  readonly notice: string;
  readonly onReadNow: () => void;
  readonly onShowFace: (expression: Expression) => void;
  readonly onFailuresOpen: (open: boolean) => void;
}

/** The live state of the page. */
export function PageSection({
  view: { access, state },
  notice,
  onReadNow,
  onShowFace,
  onFailuresOpen,
}: PageSectionProps) {
  const isForbidden = access.kind === 'forbidden';
  return (
    <section class="page" aria-label={t('page.title')} data-access={access.kind}>
      <CountTiles counts={state.counts} />
      <ReadingProgress counts={state.counts} otherwise={notice} />
      <ExpressionCounts expressions={state.expressions} onShow={onShowFace} />
      <button type="button" class="read-now" disabled={isForbidden} onClick={onReadNow}>
        {t('page.readNow')}
      </button>
      <Failures count={state.counts.failed} images={state.images} onOpen={onFailuresOpen} />
    </section>
  );
}
