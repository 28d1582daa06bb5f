import { percent } from '../../expressions/percent.ts';
import { EXPRESSION_WORDS } from '../../expressions/words.ts';
import type { Settings } from '../../settings/schema.ts';
import type { Expression, Face } from '../../vision/types.ts';

export type BadgePart = 'emoji' | 'word' | 'percent';

/** The parts of a badge, from its fullest form to its shortest. */
export const BADGE_FORMS: Readonly<Record<Settings['labelStyle'], readonly (readonly BadgePart[])[]>> = {
  both: [['emoji', 'word', 'percent'], ['emoji', 'percent'], ['emoji']],
  emoji: [['emoji', 'percent'], ['emoji']],
  word: [['word', 'percent'], ['word']],
};

/** One part of a badge. A word that the network is not sure of is put as a question. */
export function partText(part: BadgePart, face: Face): string {
  const words = EXPRESSION_WORDS[face.expression];
  if (part === 'emoji') return words.emoji;
  if (part === 'percent') return percent(face.confidence);
  return face.uncertain ? `${words.label}?` : words.label;
}

/** "The face shows a happy expression": what is seen, never what is felt. */
export function sentenceOf(face: Face): string {
  return `The face shows ${EXPRESSION_WORDS[face.expression].shows}`;
}

export function spokenLabel(face: Face): string {
  const sentence = `${sentenceOf(face)}, ${percent(face.confidence)}`;
  return face.uncertain ? `${sentence}, uncertain` : sentence;
}

/** Every expression that the classifier knows, the most probable first. */
export function rankedScores(face: Face): readonly (readonly [Expression, number])[] {
  const scores = Object.entries(face.scores) as [Expression, number][];
  return scores.sort(([, a], [, b]) => b - a);
}
