import { rankedScores } from '../expressions/rank.ts';
import { tintOf } from '../expressions/tints.ts';
import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { percent, t } from '../i18n/browser-language.ts';
import type { Scores } from '../vision/types.ts';

/** The probability of every expression, the most probable first. */
export function ScoreBars({ scores }: { readonly scores: Scores }) {
  return (
    <ul class="scores" aria-label={t('viewer.face.scores')}>
      {rankedScores(scores).map(([expression, score]) => (
        <li key={expression} class="score" data-expression={expression} data-score={score}>
          <span class="emoji" aria-hidden="true">
            {EXPRESSION_WORDS[expression].emoji}
          </span>
          <span class="score-word">{EXPRESSION_WORDS[expression].label}</span>
          <span class="track" aria-hidden="true">
            <span class="fill" style={{ inlineSize: `${score * 100}%`, background: tintOf(expression) }} />
          </span>
          <span class="score-percent">{percent(score)}</span>
        </li>
      ))}
    </ul>
  );
}
