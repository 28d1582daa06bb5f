import { EXPRESSIONS, type Expression, type Scores } from '../../src/vision/types.ts';

/** One face: what it is said to show, and what a network gave it. */
export interface Judgement {
  readonly truth: Expression;
  readonly scores: Scores;
}

export interface Figures {
  readonly faces: number;
  readonly accuracy: number;
  /** Mean F1 of the expressions that are the truth of at least one face. */
  readonly macroF1: number;
  /** Of each expression that is the truth of at least one face. */
  readonly recall: Readonly<Partial<Record<Expression, number>>>;
  /** Expected calibration error, 15 bins of equal width (Guo et al., 2017). */
  readonly ece: number;
  /** Rows: truth; columns: what was said; both in the order of `labels`. */
  readonly confusion: readonly (readonly number[])[];
  /** What could be said: all expressions, without contempt where no face is labelled so. */
  readonly labels: readonly Expression[];
}

const BINS = 15;

/**
 * The figures of a network on a data set. Contempt, which many sets do not know, is left out where it is the truth of no
 * face: its score is dropped and the rest is made to sum to 1 again. Any other expression that is the truth of no face can
 * still be said, and is then wrong: on a folder of happy faces alone it is no feat to say that all are happy.
 *
 * @throws where there is no face to judge
 */
export function figuresOf(judgements: readonly Judgement[]): Figures {
  if (judgements.length === 0) throw new Error('There is no face to judge.');
  const isTruth = (label: Expression) => judgements.some(({ truth }) => truth === label);
  const labels = EXPRESSIONS.filter((label) => label !== 'contempt' || isTruth(label));
  const answers = judgements.map(({ truth, scores }) => ({ truth, ...top(scores, labels) }));
  const confusion = labels.map((truth) =>
    labels.map((said) => answers.filter((answer) => answer.truth === truth && answer.said === said).length),
  );
  const perLabel = labels
    .map((label, index) => ({ label, ...qualityOfLabel(confusion, index) }))
    .filter(({ label }) => isTruth(label));
  return {
    faces: answers.length,
    accuracy: share(answers, ({ truth, said }) => truth === said),
    macroF1: perLabel.reduce((sum, { f1 }) => sum + f1, 0) / perLabel.length,
    recall: Object.fromEntries(perLabel.map(({ label, recall }) => [label, recall])),
    ece: calibrationError(
      answers.map(({ truth, said, confidence }) => ({ isRight: truth === said, confidence })),
    ),
    confusion,
    labels,
  };
}

function top(scores: Scores, labels: readonly Expression[]): { said: Expression; confidence: number } {
  const entries = labels.map((label) => [label, scores[label] ?? 0] as const);
  const total = entries.reduce((sum, [, score]) => sum + score, 0);
  const [said, score] = entries.reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return { said, confidence: total > 0 ? score / total : 0 };
}

function qualityOfLabel(
  confusion: readonly (readonly number[])[],
  index: number,
): { recall: number; f1: number } {
  const hits = confusion[index]?.[index] ?? 0;
  const actual = (confusion[index] ?? []).reduce((sum, count) => sum + count, 0);
  const claimed = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
  return { recall: hits / actual, f1: (2 * hits) / (actual + claimed) };
}

/** How far what a network claims is from how often it is right, on average over all faces. */
export function calibrationError(answers: readonly { isRight: boolean; confidence: number }[]): number {
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const inBin = answers.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin,
    );
    if (inBin.length === 0) continue;
    const claimed = inBin.reduce((sum, { confidence }) => sum + confidence, 0) / inBin.length;
    error += (inBin.length / answers.length) * Math.abs(claimed - share(inBin, ({ isRight }) => isRight));
  }
  return error;
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length / items.length;
}
