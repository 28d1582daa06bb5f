import { EXPRESSIONS, type Expression } from '../../src/vision/types.ts';
import { FER2013_LABELS } from '../lib/fer2013.ts';

/** How data sets spell their labels: FER2013, FER+, RAF-DB, AffectNet, CK+, CREMA-D, and one common slip. */
const SPELLINGS: Readonly<Record<Expression, readonly string[]>> = {
  neutral: ['neutral', 'neutrality', 'calm', 'neu'],
  happiness: ['happiness', 'happy', 'joy', 'hap'],
  surprise: ['surprise', 'surprised', 'suprise', 'sur'],
  sadness: ['sadness', 'sad'],
  anger: ['anger', 'angry', 'ang'],
  disgust: ['disgust', 'disgusted', 'dis'],
  fear: ['fear', 'fearful', 'afraid', 'scared', 'fea'],
  contempt: ['contempt', 'contemptuous', 'con'],
};

/** How data sets number their labels. RAF-DB begins with 1 (Li et al., 2017), which the gap at 0 stands for. */
export const NUMBERINGS = {
  'raf-db': [undefined, 'surprise', 'fear', 'disgust', 'happiness', 'sadness', 'anger', 'neutral'],
  fer2013: FER2013_LABELS,
  ferplus: EXPRESSIONS,
  affectnet: ['neutral', 'happiness', 'sadness', 'surprise', 'fear', 'disgust', 'anger', 'contempt'],
} as const satisfies Record<string, readonly (Expression | undefined)[]>;

export type Numbering = keyof typeof NUMBERINGS;

/**
 * The expression that each folder of a data set stands for; folders that name none, or two, are left out. In a name of
 * several words ("3_happy", "test happy") the one that names an expression counts.
 *
 * @param numbering whose numbers they are, where folders are numbers; by default FER+'s where there are a 0 and a 7,
 *   FER2013's where there is a 0, else RAF-DB's
 */
export function expressionsOfFolders(
  names: readonly string[],
  numbering: Numbering = numberingOf(names),
): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const name of names) {
    const expression = /^\d+$/.test(name) ? NUMBERINGS[numbering][Number(name)] : fromWords(name);
    if (expression) found.set(name, expression);
  }
  return found;
}

function numberingOf(names: readonly string[]): Numbering {
  const numbers = new Set(names.filter((name) => /^\d+$/.test(name)).map(Number));
  if (!numbers.has(0)) return 'raf-db';
  return numbers.has(7) ? 'ferplus' : 'fer2013';
}

function fromWords(name: string): Expression | undefined {
  const words = name.toLowerCase().split(/[^a-z]+/);
  const named = EXPRESSIONS.filter((each) => words.some((word) => SPELLINGS[each].includes(word)));
  return named.length === 1 ? named[0] : undefined;
}
