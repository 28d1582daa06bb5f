import type { Expression } from '../vision/types.ts';

/** How one expression is told to a person: an expression that a face shows, never what somebody feels. */
export interface ExpressionWords {
  readonly emoji: string;
  /** One short word for a badge or a row. */
  readonly label: string;
  /** Completes "The face shows …" for a sentence or a screen reader. */
  readonly shows: string;
}

export const EXPRESSION_WORDS: Readonly<Record<Expression, ExpressionWords>> = {
  neutral: { emoji: '😐', label: 'Neutral', shows: 'a neutral expression' },
  happiness: { emoji: '😊', label: 'Happy', shows: 'a happy expression' },
  surprise: { emoji: '😮', label: 'Surprised', shows: 'a surprised expression' },
  sadness: { emoji: '😢', label: 'Sad', shows: 'a sad expression' },
  anger: { emoji: '😠', label: 'Angry', shows: 'an angry expression' },
  disgust: { emoji: '🤢', label: 'Disgusted', shows: 'a disgusted expression' },
  fear: { emoji: '😨', label: 'Fearful', shows: 'a fearful expression' },
  contempt: { emoji: '😒', label: 'Contemptuous', shows: 'a contemptuous expression' },
};
