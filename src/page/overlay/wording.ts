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
  const text = plainText(part, face);
  const asked = form.includes('word') ? 'word' : form.at(-1);
  return face.uncertain && part === asked ? labelTranslator().t('label.asked', { what: text }) : text;
}

function plainText(part: BadgePart, { expression, confidence }: Face): string {
  if (part === 'emoji') return EXPRESSION_EMOJI[expression];
  const { t, percent } = labelTranslator();
  return part === 'word' ? t(`expression.${expression}.label`) : percent(confidence);
}

/** "The face shows a happy expression, 98 %": what is seen, never what is felt. */
export function spokenLabel(face: Face): string {
  const { t, percent } = labelTranslator();
  const values = { sentence: t(`expression.${face.expression}.sentence`), percent: percent(face.confidence) };
  return face.uncertain ? t('label.spokenUncertain', values) : t('label.spoken', values);
}
