import { EXPRESSION_WORDS } from '../../expressions/words.ts';
import { t } from '../../i18n/browser-language.ts';
import { type PageState, rankExpressions } from './page-state.ts';

/** How many faces show which expression. All expressions have their place, so that nothing jumps as faces come in. */
export function ExpressionCounts({ expressions }: { readonly expressions: PageState['expressions'] }) {
  const ranked = rankExpressions(expressions);
  const most = Math.max(1, ranked[0]?.[1] ?? 0);
  return (
    <ol class="expressions" aria-label={t('page.expressions')}>
      {ranked.map(([expression, count]) => (
        <li key={expression} class="expression" data-expression={expression} data-none={count === 0}>
          <span class="expression-emoji" data-none={count === 0} aria-hidden="true">
            {EXPRESSION_WORDS[expression].emoji}
          </span>
          <span class="expression-label">{EXPRESSION_WORDS[expression].label}</span>
          <span class="expression-count">{count}</span>
          <span class="bar" aria-hidden="true">
            <span class="bar-fill" style={{ inlineSize: `${(count / most) * 100}%` }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
