import { t } from '../i18n/browser-language.ts';
import { EXPRESSIONS, type Expression } from '../vision/types.ts';
import { EXPRESSION_EMOJI } from './emoji.ts';

/** How one expression is told to a person: an expression that a face shows, never what somebody feels. */
export interface ExpressionWords {
  readonly emoji: string;
  /** One short word for a badge or a row. */
  readonly label: string;
  /** "The face shows a happy expression", without a full stop. */
  readonly sentence: string;
}

function wordsFor(expression: Expression): ExpressionWords {
  return {
    emoji: EXPRESSION_EMOJI[expression],
    // Looked up when they are asked for: a module that is only loaded has no browser to ask.
    get label() {
      return t(`expression.${expression}.label`);
    },
    get sentence() {
      return t(`expression.${expression}.sentence`);
    },
  };
}

/** In the language of the browser. */
export const EXPRESSION_WORDS = Object.fromEntries(
  EXPRESSIONS.map((expression) => [expression, wordsFor(expression)]),
) as Readonly<Record<Expression, ExpressionWords>>;
