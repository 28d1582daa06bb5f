import { describe, expect, it } from 'vitest';
import { topExpression } from '../../../src/vision/expression-classifier.ts';

describe('the top expression', () => {
  it('is the one with the highest score, uncertain below the least confidence', () => {
    const scores = { anger: 0.2, fear: 0.45, neutral: 0.35 };
    expect(topExpression(scores, 0.4)).toEqual({ expression: 'fear', confidence: 0.45, uncertain: false });
    expect(topExpression(scores, 0.5).uncertain).toBe(true);
  });
});
