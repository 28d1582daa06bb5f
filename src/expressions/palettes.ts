import type { Expression } from '../vision/types.ts';
import { EXPRESSION_TINTS } from './tints.ts';

export type Tints = Readonly<Record<Expression, string>>;

/** By the names of the setting. A colour is never the only way in which an expression is told. */
export const PALETTE_TINTS = {
  standard: EXPRESSION_TINTS,
  /** After M. Okabe and K. Ito, "Color Universal Design", 2008; grey stands for their black. */
  'colour-safe': {
    neutral: '#b8b8b8',
    happiness: '#f0e442',
    surprise: '#56b4e9',
    sadness: '#0072b2',
    anger: '#d55e00',
    disgust: '#009e73',
    fear: '#cc79a7',
    contempt: '#e69f00',
  },
} as const satisfies Readonly<Record<string, Tints>>;
