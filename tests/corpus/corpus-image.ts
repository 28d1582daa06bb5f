import type { FailureKind } from '../../src/terms/reading-request.ts';

/** What may come of an image: a reading, or a failure of this kind. */
export type Outcome = 'reading' | FailureKind;

/** What is wrong with an image, or odd about it; docs/bad-input.md has a row for each. */
export const CLASSES = [
  'odd',
  'suite',
  'truncated',
  'bits flipped',
  'pieces moved',
  'lying',
  'bomb',
  'animated',
  'turned',
  'no image',
] as const;
export type CorpusClass = (typeof CLASSES)[number];

/** One image that the engine is given. */
export interface CorpusImage {
  readonly name: string;
  readonly kind: CorpusClass;
  readonly bytes: Buffer;
  /** What a server would say that it is. */
  readonly type: string;
  readonly outcomes: readonly Outcome[];
}

/** Of a file that decoders may take or refuse. */
export const READ_OR_DAMAGED: readonly Outcome[] = ['reading', 'damaged-image'];

/** Of a file in which anything may be wrong, its size and its first bytes too. */
export const ANY_VERDICT: readonly Outcome[] = [
  'reading',
  'damaged-image',
  'not-an-image',
  'too-small',
  'too-large',
];
