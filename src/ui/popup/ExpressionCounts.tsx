import { EXPRESSION_WORDS } from '../../expressions/words.ts';
import { number, t } from '../../i18n/browser-language.ts';
import type { Expression } from '../../vision/types.ts';
import { type PageState, rankExpressions } from './page-state.ts';

interface ExpressionCountsProps {
  readonly expressions: PageState['expressions'];
  /** Called where the person wants to see the next face that shows this expression. */
  readonly onShow: (expression: Expression) => void;
}

/** How many faces show which expression, as a chart; each row leads to its faces on the page. All expressions have their place, so that nothing jumps as faces come in. */
export function ExpressionCounts({ expressions, onShow }: ExpressionCountsProps) {
  const ranked = rankExpressions(expressions);
  const most = Math.max(1, ranked[0]?.[1] ?? 0);
  return (
    <ol class="expressions" aria-label={t('page.expressions')}>
      {ranked.map(([expression, count]) => (
        <li key={expression} data-expression={expression} data-none={count === 0} class="expression">
          <button
            type="button"
            class="expression-row"
            disabled={count === 0}
            title={count === 0 ? undefined : t('page.showFace')}
            onClick={() => onShow(expression)}
          >
            <span class="expression-emoji" data-none={count === 0} aria-hidden="true">
              {EXPRESSION_WORDS[expression].emoji}
            </span>
            <span class="expression-label">{EXPRESSION_WORDS[expression].label}</span>{' '}
            <span class="expression-count">{number(count)}</span>
            <span class="bar" aria-hidden="true">
              <span class="bar-fill" style={{ inlineSize: `${(count / most) * 100}%` }} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
