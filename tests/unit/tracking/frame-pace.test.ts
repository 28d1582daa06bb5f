import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FramePace } from '../../../src/tracking/frame-pace.ts';
import { number } from './support/films.ts';

it('keeps readings to their share of the time and to their rate, whatever they take', () => {
  const took = fc.array(number(0, 3000), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(took, number(0.1, 1), number(1, 30), (durations, mostShare, mostPerSecond) => {
      const pace = new FramePace({ mostShare, mostPerSecond });
      let [now, busy] = [0, 0];
      for (const duration of durations) {
        expect(pace.isDue(now)).toBe(true);
        pace.sent();
        expect(pace.isDue(now + 1e9)).toBe(false);
        busy += duration;
        pace.answered(now, now + duration);
        expect(pace.nextAt).toBeGreaterThanOrEqual(now + 1000 / mostPerSecond);
        now = pace.nextAt;
      }
      expect(busy).toBeLessThanOrEqual(mostShare * now + 1e-6);
    }),
  );
});

it('asks as often as it may where readings are quick, and as often as the machine allows where they are not', () => {
  const perSecond = (took: number) => {
    const pace = new FramePace({ mostShare: 0.5, mostPerSecond: 10 });
    pace.sent();
    pace.answered(0, took);
    return 1000 / pace.nextAt;
  };
  expect(perSecond(20)).toBeCloseTo(10);
  expect(perSecond(200)).toBeCloseTo(2.5);
});

it('rests longer after each failure in a row, up to a bound, and is itself again after a reading', () => {
  const pace = new FramePace({ mostShare: 1, mostPerSecond: 10 });
  const rests = [1, 2, 3, 4, 5, 6, 7].map(() => {
    pace.sent();
    pace.failed(0, 0);
    return pace.nextAt;
  });
  expect(rests).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  pace.sent();
  pace.answered(0, 10);
  expect(pace.nextAt).toBe(100);
});
