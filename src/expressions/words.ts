import { browserTranslator } from '../i18n/browser-language.ts';
import type { Translator } from '../i18n/translator.ts';
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

let translator: Translator | undefined;

/** Names expressions in another language than that of the browser from now on; without one, in that again. */
export function speakExpressionsIn(language: Translator | undefined): void {
  translator = language;
}

/** What names expressions: for the language that the names are in, and the way in which it runs. */
export function expressionTranslator(): Translator {
  return translator ?? browserTranslator();
}

const t: Translator['t'] = (key, ...values) => expressionTranslator().t(key, ...values);

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

/** In the language of the browser, or of `speakExpressionsIn`. */
export const EXPRESSION_WORDS = Object.fromEntries(
  EXPRESSIONS.map((expression) => [expression, wordsFor(expression)]),
) as Readonly<Record<Expression, ExpressionWords>>;
