import { EXPRESSION_EMOJI } from '../../expressions/emoji.ts';
import { rankedScores } from '../../expressions/rank.ts';
import type { Translator } from '../../i18n/translator.ts';
import type { Expression, Scores } from '../../vision/types.ts';
import { element, hiddenFromSearch } from '../overlay/elements.ts';

/** The probability of every expression, the most probable first. */
export function scoreBars(scores: Scores, translator: Translator): HTMLElement {
  const rows = rankedScores(scores).map(([expression, score]) => row(expression, score, translator));
  return hiddenFromSearch(element('ul', 'scores', ...rows));
}

/** The same in words, for who does not see it. */
export function scoresInWords(scores: Scores, { t, percent }: Translator): string {
  const words = rankedScores(scores).map(
    ([expression, score]) => `${t(`expression.${expression}.label`)} ${percent(score)}`,
  );
  return `${t('card.scores')}: ${words.join(', ')}.`;
}

function row(expression: Expression, score: number, { t, percent }: Translator): HTMLElement {
  const fill = element('span', 'fill');
  fill.style.setProperty('--share', String(score));
  const track = element('span', 'track', fill);
  track.ariaHidden = 'true';
  const made = element(
    'li',
    'score',
    expressionEmoji(expression),
    element('span', 'word', t(`expression.${expression}.label`)),
    track,
    element('span', 'percent', percent(score)),
  );
  made.dataset.tint = expression;
  return made;
}

export function expressionEmoji(expression: Expression): HTMLElement {
  const emoji = element('span', 'emoji', EXPRESSION_EMOJI[expression]);
  emoji.ariaHidden = 'true';
  return emoji;
}
