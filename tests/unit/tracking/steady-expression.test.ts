import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SteadyExpression } from '../../../src/tracking/steady-expression.ts';
import { noise, number } from './support/films.ts';

function shows(happiness: number, uncertain = false) {
  const expression = happiness > 0.5 ? ('happiness' as const) : ('neutral' as const);
  return {
    expression,
    confidence: Math.max(happiness, 1 - happiness),
    uncertain,
    scores: { happiness, neutral: 1 - happiness },
  };
}

/** How often the label changes over readings of these happiness scores. */
function changes(scores: readonly number[], milliseconds: number): number {
  const [first = 0, ...rest] = scores;
  const face = new SteadyExpression(shows(first));
  let count = 0;
  for (const score of rest) {
    const before = face.current.expression;
    face.add(shows(score), milliseconds);
    if (face.current.expression !== before) count += 1;
  }
  return count;
}

describe('the label', () => {
  it('changes twenty times less often than the readings where two expressions are equally probable', () => {
    const waver = noise(3);
    const scores = Array.from({ length: 600 }, () => 0.5 + 0.2 * waver());
    const raw = scores.filter((score, at) => at > 0 && score > 0.5 !== (scores[at - 1] ?? 0) > 0.5).length;
    expect(raw).toBeGreaterThan(200);
    expect(changes(scores, 100)).toBeLessThan(raw / 20);
  });

  it.each([50, 100, 300])('follows a true change within 0.6 seconds, with a reading each %i ms', (step) => {
    const face = new SteadyExpression(shows(0.1));
    let passed = 0;
    while (face.current.expression !== 'happiness') {
      face.add(shows(0.95), step);
      passed += step;
    }
    expect(passed).toBeLessThanOrEqual(600);
    expect(passed).toBeGreaterThan(200);
  });

  it('is not changed by one odd reading', () => {
    const face = new SteadyExpression(shows(0.9));
    face.add(shows(0.02), 100);
    expect(face.current.expression).toBe('happiness');
  });
});

describe('the doubt', () => {
  it('does not take turns with certainty', () => {
    const face = new SteadyExpression(shows(0.9));
    let turns = 0;
    for (let reading = 0; reading < 200; reading += 1) {
      const before = face.current.uncertain;
      face.add(shows(0.9, reading % 2 === 0), 100);
      if (face.current.uncertain !== before) turns += 1;
    }
    expect(turns).toBeLessThanOrEqual(1);
  });

  it('is told when most readings are doubtful, and taken back when they are not', () => {
    const face = new SteadyExpression(shows(0.9));
    for (let reading = 0; reading < 10; reading += 1) face.add(shows(0.6, true), 100);
    expect(face.current.uncertain).toBe(true);
    for (let reading = 0; reading < 10; reading += 1) face.add(shows(0.9), 100);
    expect(face.current.uncertain).toBe(false);
  });
});

it('scores go on summing to 1, and the confidence is that of the label', () => {
  const readings = fc.array(fc.record({ score: number(0, 1), milliseconds: number(0, 3000) }));
  fc.assert(
    fc.property(number(0, 1), readings, (first, rest) => {
      const face = new SteadyExpression(shows(first));
      for (const { score, milliseconds } of rest) face.add(shows(score), milliseconds);
      const { scores, expression, confidence } = face.current;
      expect(Object.values(scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1);
      expect(confidence).toBe(scores[expression]);
    }),
  );
});

it('ends near the same scores after the same time, whatever the rate of the readings', () => {
  const after = (step: number) => {
    const face = new SteadyExpression(shows(0));
    for (let passed = 0; passed < 600; passed += step) face.add(shows(1), step);
    return face.current.scores.happiness ?? 0;
  };
  expect(after(20)).toBeCloseTo(after(200), 6);
});
