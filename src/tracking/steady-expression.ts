import { EXPRESSIONS, type Expression, type Face, type Scores } from '../vision/types.ts';

/**
 * Milliseconds after which a new expression has got 63 % of the weight. It is a time, not a count of readings, so that
 * a face is labelled alike on fast and on slow machines.
 */
const TIME_CONSTANT = 500;

/** By how much another expression has to be more probable before the label changes. */
const LABEL_LEAD = 0.15;

/** The share of doubtful readings above which a sure label becomes doubtful; one less than this makes it sure again. */
const DOUBT = { begins: 0.6, ends: 0.4 };

/** What a face is said to show. */
export type Expressed = Pick<Face, 'expression' | 'confidence' | 'uncertain' | 'scores'>;

function mostProbable(scores: Scores): Expression {
  const of = (expression: Expression) => scores[expression] ?? Number.NEGATIVE_INFINITY;
  return EXPRESSIONS.reduce((best, next) => (of(next) > of(best) ? next : best));
}

/**
 * The expression of one face over time: scores are averaged with exponentially fading weights, and the label keeps
 * until another is clearly ahead (hysteresis), so that two that are equally probable do not take turns.
 */
export class SteadyExpression {
  #scores: Scores;
  #doubt: number;
  #label: Expression;
  #isUncertain: boolean;

  constructor(first: Expressed) {
    this.#scores = first.scores;
    this.#doubt = first.uncertain ? 1 : 0;
    this.#label = first.expression;
    this.#isUncertain = first.uncertain;
  }

  get current(): Expressed {
    const scores = this.#scores;
    const expression = this.#label;
    return { expression, confidence: scores[expression] ?? 0, uncertain: this.#isUncertain, scores };
  }

  /** @param milliseconds since the last reading, 0 or more */
  add({ scores, uncertain }: Expressed, milliseconds: number): void {
    const weight = 1 - Math.exp(-milliseconds / TIME_CONSTANT);
    const mixed: Partial<Record<Expression, number>> = {};
    for (const expression of EXPRESSIONS) {
      const before = this.#scores[expression];
      const now = scores[expression];
      if (before === undefined && now === undefined) continue;
      mixed[expression] = (before ?? 0) + weight * ((now ?? 0) - (before ?? 0));
    }
    this.#scores = mixed;
    this.#doubt += weight * ((uncertain ? 1 : 0) - this.#doubt);
    this.#relabel();
  }

  #relabel(): void {
    const best = mostProbable(this.#scores);
    const lead = (this.#scores[best] ?? 0) - (this.#scores[this.#label] ?? 0);
    if (lead > LABEL_LEAD) this.#label = best;
    this.#isUncertain = this.#doubt > (this.#isUncertain ? DOUBT.ends : DOUBT.begins);
  }
}
