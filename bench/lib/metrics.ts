import type { Expression } from '../../src/vision/types.ts';

export interface Outcome {
  readonly truth: Expression;
  readonly said: Expression;
}

export interface Quality {
  readonly faces: number;
  readonly accuracy: number;
  /** Unweighted average recall: every expression counts alike, however rare. */
  readonly averageRecall: number;
  readonly macroF1: number;
}

/** How well a classifier does, over the expressions that are the truth of at least one face. */
export function qualityOf(outcomes: readonly Outcome[]): Quality {
  const labels = [...new Set(outcomes.map(({ truth }) => truth))];
  const perLabel = labels.map((label) => {
    const hits = count(outcomes, ({ truth, said }) => truth === label && said === label);
    const actual = count(outcomes, ({ truth }) => truth === label);
    const claimed = count(outcomes, ({ said }) => said === label);
    return { recall: hits / actual, f1: (2 * hits) / (actual + claimed) };
  });
  return {
    faces: outcomes.length,
    accuracy: count(outcomes, ({ truth, said }) => truth === said) / outcomes.length,
    averageRecall: average(perLabel.map(({ recall }) => recall)),
    macroF1: average(perLabel.map(({ f1 }) => f1)),
  };
}

/** "66.4 / 65.5 / 66.0": accuracy, average recall and macro-F1 in per cent. */
export function inPercent({ accuracy, averageRecall, macroF1 }: Quality): string {
  return [accuracy, averageRecall, macroF1].map((share) => (share * 100).toFixed(1)).join(' / ');
}

function count<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
