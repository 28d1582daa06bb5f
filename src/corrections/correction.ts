import * as v from 'valibot';
import { EXPRESSIONS } from '../vision/types.ts';
import { LAST_MOMENT } from '../web/last-moment.ts';

/** A face of 48 × 48 gray pixels as PNG has about 2 kB; this is room enough for any. */
const LONGEST_CROP = 20_000;

const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const expression = v.picklist(EXPRESSIONS);
const modelName = v.pipe(v.string(), v.maxLength(100));

/**
 * What a person says that a face shows, where the network said something else, with what is needed to learn from it: and
 * nothing of the page or the picture that it was on.
 */
export const newCorrectionSchema = v.object({
  /** What the person says. */
  label: expression,
  /** What the network said, and how sure it was of each. */
  said: expression,
  uncertain: v.boolean(),
  scores: v.record(expression, fraction),
  models: v.object({ detector: modelName, classifier: modelName }),
  /** The face as the classifier got it, as the `data:` address of a PNG; only where the person agreed. */
  crop: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_CROP), v.startsWith('data:image/png;base64,'))),
});

export type NewCorrection = v.InferOutput<typeof newCorrectionSchema>;

export const correctionSchema = v.object({
  ...newCorrectionSchema.entries,
  id: v.pipe(v.string(), v.maxLength(100)),
  /** When the person said it, in milliseconds since 1970. */
  at: v.pipe(v.number(), v.minValue(0), v.maxValue(LAST_MOMENT)),
});

export type Correction = v.InferOutput<typeof correctionSchema>;
