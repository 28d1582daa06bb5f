import { EXPRESSION_EMOJI } from '../../expressions/emoji.ts';
import type { Expression, Face } from '../../vision/types.ts';
import { labelTranslator } from '../label-language.ts';
import { element, hiddenFromSearch } from './elements.ts';
import { rankedScores, sentenceOf } from './wording.ts';

function bar(expression: Expression, score: number): HTMLElement {
  const { t, percent } = labelTranslator();
  const fill = element('span', 'fill');
  fill.style.setProperty('--share', String(score));
  const track = element('span', 'track', fill);
  track.ariaHidden = 'true';
  const emoji = element('span', 'emoji', EXPRESSION_EMOJI[expression]);
  emoji.ariaHidden = 'true';
  const row = element(
    'li',
    'score',
    emoji,
    element('span', 'word', t(`expression.${expression}.label`)),
    track,
    element('span', 'percent', percent(score)),
  );
  row.dataset.tint = expression;
  return row;
}

/**
 * The whole distribution over expressions of one face.
 *
 * @returns the same in words, for who does not see it
 */
export function fillCard(card: HTMLElement, face: Face): string {
  const { t, language, direction } = labelTranslator();
  card.lang = language;
  card.dir = direction;
  const title = element('p', 'title', sentenceOf(face));
  if (face.uncertain) title.append(' ', element('span', 'uncertain', t('label.uncertain')));
  const scores = element('ul', 'scores', ...rankedScores(face).map(([name, score]) => bar(name, score)));
  const caution = element('p', 'caution', t('label.caution'));
  card.replaceChildren(...[title, scores, caution].map(hiddenFromSearch));
  return [title, ...scores.children, caution].map(({ textContent }) => textContent).join(', ');
}
