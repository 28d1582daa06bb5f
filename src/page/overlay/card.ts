import { percent } from '../../expressions/percent.ts';
import { EXPRESSION_WORDS } from '../../expressions/words.ts';
import type { Expression, Face } from '../../vision/types.ts';
import { element } from './elements.ts';
import { rankedScores, sentenceOf } from './wording.ts';

function bar(expression: Expression, score: number): HTMLElement {
  const words = EXPRESSION_WORDS[expression];
  const fill = element('span', 'fill');
  fill.style.setProperty('--share', String(score));
  const track = element('span', 'track', fill);
  track.ariaHidden = 'true';
  const emoji = element('span', 'emoji', words.emoji);
  emoji.ariaHidden = 'true';
  const row = element(
    'li',
    'score',
    emoji,
    element('span', 'word', words.label),
    track,
    element('span', 'percent', percent(score)),
  );
  row.dataset.tint = expression;
  return row;
}

/** The whole distribution over expressions of one face. */
export function fillCard(card: HTMLElement, face: Face): void {
  const title = element('p', 'title', sentenceOf(face));
  if (face.uncertain) title.append(' ', element('span', 'uncertain', 'Uncertain'));
  const scores = element('ul', 'scores', ...rankedScores(face).map(([name, score]) => bar(name, score)));
  card.replaceChildren(title, scores, element('p', 'caution', 'An expression is not a feeling.'));
}
