import type { Expression } from '../vision/types.ts';

/** The colour of each expression, wherever it is drawn; never the only way in which an expression is told. */
export const EXPRESSION_TINTS: Readonly<Record<Expression, string>> = {
  neutral: '#9aa4b5',
  happiness: '#f2b31b',
  surprise: '#35b6e6',
  sadness: '#5b82f0',
  anger: '#ee5a49',
  disgust: '#69b04a',
  fear: '#a877ea',
  contempt: '#d68a4f',
};

/** The property that holds an expression's colour on pages of the extension. */
export function tintProperty(expression: Expression): `--${string}` {
  return `--tint-${expression}`;
}

/** An expression's colour in the palette that the person has chosen, as a style takes it. */
export function tintOf(expression: Expression): string {
  return `var(${tintProperty(expression)}, ${EXPRESSION_TINTS[expression]})`;
}
