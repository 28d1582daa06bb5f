import type { Translator } from '../../i18n/translator.ts';
import { EXPRESSIONS, type Expression } from '../../vision/types.ts';
import { element, hiddenFromSearch } from '../overlay/elements.ts';
import { button } from './buttons.ts';
import { expressionEmoji } from './score-bars.ts';

export interface CorrectionWish {
  /** What the network said: it is no answer. */
  readonly said: Expression;
  /** Whether there is a crop that could be kept with the answer. */
  readonly hasCrop: boolean;
  /** The person says what the face shows. */
  answer(label: Expression, withCrop: boolean): void;
}

/**
 * Asks what a face shows. Only buttons: fields would tell the page of what happens in them by events that leave even a
 * closed root.
 */
export function correctionPanel(wish: CorrectionWish, { t }: Translator): HTMLElement {
  const agree = agreement(t('card.keepCrop'));
  const labels = EXPRESSIONS.filter((label) => label !== wish.said).map((label) => {
    const word = t(`expression.${label}.label`);
    const answer = () => wish.answer(label, wish.hasCrop && agree.ariaChecked === 'true');
    return button('choice', word, answer, expressionEmoji(label), word);
  });
  const choices = element('div', 'choices', ...labels);
  choices.role = 'group';
  choices.ariaLabel = t('card.wrongTitle');
  choices.ariaDescription = t('card.wrongNote');
  const title = hiddenFromSearch(element('p', 'question', t('card.wrongTitle')));
  const note = hiddenFromSearch(element('p', 'caution', t('card.wrongNote')));
  return element('div', 'panel', title, ...(wish.hasCrop ? [agree] : []), choices, note);
}

/** Something that a person agrees to, or not; at first not. */
function agreement(label: string): HTMLButtonElement {
  const turn = () => {
    made.ariaChecked = String(made.ariaChecked !== 'true');
  };
  const made = button('agreement', label, turn, element('span', 'check'), label);
  made.role = 'checkbox';
  made.ariaChecked = 'false';
  return made;
}
