import { EXPRESSION_WORDS } from '../expressions/words.ts';
import { percent, t } from '../i18n/browser-language.ts';
import type { Face } from '../vision/types.ts';

/** "Happy 98%", put as a question where the network is not sure. */
export function faceLabel({ expression, confidence, uncertain }: Face): string {
  const { label } = EXPRESSION_WORDS[expression];
  return `${uncertain ? t('label.asked', { what: label }) : label} ${percent(confidence)}`;
}
