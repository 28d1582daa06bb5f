import { EXPRESSION_EMOJI } from '../../expressions/emoji.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Face } from '../../vision/types.ts';
import { labelTranslator } from '../label-language.ts';

export type BadgePart = 'emoji' | 'word' | 'percent';

/** The parts of a badge, from its fullest form to its shortest. */
export const BADGE_FORMS: Readonly<Record<Settings['labelStyle'], readonly (readonly BadgePart[])[]>> = {
  both: [['emoji', 'word', 'percent'], ['emoji', 'percent'], ['emoji']],
  emoji: [['emoji', 'percent'], ['emoji']],
  word: [['word', 'percent'], ['word']],
};

/**
 * One part of a badge in this form. What the network is not sure of is put as a question: its word, or what comes last
 * where there is none.
 */
export function partText(part: BadgePart, form: readonly BadgePart[], face: Face): string {
  const { t, percent } = labelTranslator();
  const texts = {
    emoji: EXPRESSION_EMOJI[face.expression],
    word: t(`expression.${face.expression}.label`),
    percent: percent(face.confidence),
  };
  const asked = form.includes('word') ? 'word' : form.at(-1);
  return face.uncertain && part === asked ? t('label.asked', { what: texts[part] }) : texts[part];
}

/** "The face shows a happy expression, 98 %": what is seen, never what is felt. */
export function spokenLabel(face: Face): string {
  const { t, percent } = labelTranslator();
  const values = { sentence: t(`expression.${face.expression}.sentence`), percent: percent(face.confidence) };
  return face.uncertain ? t('label.spokenUncertain', values) : t('label.spoken', values);
}
