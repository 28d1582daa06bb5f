import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, topExpression } from '../../../src/vision/expression-classifier.ts';

const LABELS = ['anger', 'fear', 'neutral'] as const;

describe('calibration', () => {
  it('makes scores that sum to 1 and keep their order, at any temperature', () => {
    const part = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(part, part, part, fc.double({ min: 0.2, max: 5, noNaN: true }), (a, b, c, temperature) => {
        const scores = calibrate(LABELS, [a, b, c], temperature);
        const values = LABELS.map((label) => scores[label] ?? Number.NaN);
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(Math.sign((values[0] ?? 0) - (values[1] ?? 0)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('does to probabilities what dividing their logits by the temperature would', () => {
    const logits = [2, -1, 0.5];
    const softmax = (values: number[]) => {
      const powers = values.map(Math.exp);
      return powers.map((power) => power / powers.reduce((sum, value) => sum + value, 0));
    };
    const scores = calibrate(LABELS, softmax(logits), 1.7);
    for (const [index, expected] of softmax(logits.map((logit) => logit / 1.7)).entries()) {
      expect(scores[LABELS[index] ?? 'neutral']).toBeCloseTo(expected, 9);
    }
  });
});

describe('the top expression', () => {
  it('is the one with the highest score, uncertain below the least confidence', () => {
    const scores = { anger: 0.2, fear: 0.45, neutral: 0.35 };
    expect(topExpression(scores, 0.4)).toEqual({ expression: 'fear', confidence: 0.45, uncertain: false });
    expect(topExpression(scores, 0.5).uncertain).toBe(true);
  });
});
