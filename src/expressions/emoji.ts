import type { Expression } from '../vision/types.ts';

/** A picture for each expression, beside its word. */
export const EXPRESSION_EMOJI: Readonly<Record<Expression, string>> = {
  neutral: '😐',
  happiness: '😊',
  surprise: '😮',
  sadness: '😢',
  anger: '😠',
  disgust: '🤢',
  fear: '😨',
  contempt: '😒',
};
