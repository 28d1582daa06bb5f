import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OneEuroFilter } from '../../../src/tracking/one-euro-filter.ts';
import { noise, number } from './support/films.ts';

const TERMS = { restCutoff: 1, speedGain: 4, speedCutoff: 1 };

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

it('halves the jitter of a value that rests, and more', () => {
  const jitter = noise(7);
  const filter = new OneEuroFilter(0.5, TERMS);
  const measured: number[] = [];
  const smoothed: number[] = [];
  for (let frame = 0; frame < 300; frame += 1) {
    const value = 0.5 + 0.003 * jitter();
    filter.add(value, 0.1, 0.1);
    measured.push(value);
    smoothed.push(filter.value);
  }
  expect(spread(smoothed)).toBeLessThan(spread(measured) / 2);
});

it('lags little behind a value in motion, and tells its speed', () => {
  const filter = new OneEuroFilter(0, TERMS);
  for (let frame = 1; frame <= 30; frame += 1) filter.add(frame * 0.02, 0.1, 0.1);
  // Two sides of the face a second: it may lag a tenth of a side.
  expect(Math.abs(filter.value - 0.6)).toBeLessThan(0.01);
  expect(filter.speed).toBeCloseTo(0.2, 3);
});

it('stays between the smallest and the largest value measured', () => {
  const steps = fc.array(fc.record({ value: number(-1, 1), seconds: number(0.001, 5) }), { minLength: 1 });
  fc.assert(
    fc.property(steps, (measurements) => {
      const [first = { value: 0, seconds: 1 }, ...rest] = measurements;
      const filter = new OneEuroFilter(first.value, TERMS);
      for (const { value, seconds } of rest) filter.add(value, seconds, 0.1);
      const values = measurements.map(({ value }) => value);
      expect(filter.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(filter.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
    }),
  );
});
