import { EXPRESSIONS, type Expression } from '../../src/vision/types.ts';
import { FER2013_LABELS } from '../lib/fer2013.ts';

/** How data sets spell their labels: FER2013, FER+, AffectNet, CK+, RAF-DB's words. */
const SPELLINGS: Readonly<Record<Expression, readonly string[]>> = {
  neutral: ['neutral', 'neutrality', 'calm'],
  happiness: ['happiness', 'happy', 'joy'],
  surprise: ['surprise', 'surprised'],
  sadness: ['sadness', 'sad'],
  anger: ['anger', 'angry'],
  disgust: ['disgust', 'disgusted'],
  fear: ['fear', 'fearful', 'afraid', 'scared'],
  contempt: ['contempt', 'contemptuous'],
};

/** RAF-DB's folders are the numbers 1 to 7 (Li et al., 2017). */
const RAF_DB: readonly Expression[] = [
  'surprise',
  'fear',
  'disgust',
  'happiness',
  'sadness',
  'anger',
  'neutral',
];

/**
 * The expression that each folder of a data set stands for; folders that name none are left out. Numbers are RAF-DB's,
 * unless there is a folder 0, which only FER2013 has. A number before a word ("3_happy") is passed over.
 */
export function expressionsOfFolders(names: readonly string[]): Map<string, Expression> {
  const isFer2013 = names.includes('0');
  const found = new Map<string, Expression>();
  for (const name of names) {
    const expression = /^\d$/.test(name) ? fromNumber(Number(name), isFer2013) : fromWord(name);
    if (expression) found.set(name, expression);
  }
  return found;
}

function fromNumber(number: number, isFer2013: boolean): Expression | undefined {
  return isFer2013 ? FER2013_LABELS[number] : RAF_DB[number - 1];
}

function fromWord(name: string): Expression | undefined {
  const word = name.toLowerCase().replace(/^[\d\s._-]+/, '');
  return EXPRESSIONS.find((expression) => SPELLINGS[expression].includes(word));
}
