import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersectionOverUnion } from '../../../src/vision/geometry.ts';
import { suppressOverlaps } from '../../../src/vision/non-max-suppression.ts';

const candidate = fc.record({
  box: fc.record({
    x: fc.integer({ min: 0, max: 20 }),
    y: fc.integer({ min: 0, max: 20 }),
    width: fc.integer({ min: 1, max: 10 }),
    height: fc.integer({ min: 1, max: 10 }),
  }),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
});
const candidates = fc.array(candidate, { maxLength: 40 });

describe('non-maximum suppression', () => {
  it('keeps no two boxes that overlap too much, surest first', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const kept = suppressOverlaps(all, 0.3, 100);
        for (const [index, one] of kept.entries()) {
          const later = kept.slice(index + 1);
          expect(later.every((other) => intersectionOverUnion(one.box, other.box) <= 0.3)).toBe(true);
          expect(later.every((other) => other.score <= one.score)).toBe(true);
        }
      }),
    );
  });

  it('drops a candidate only for a surer one that it overlaps', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const kept = suppressOverlaps(all, 0.3, 100);
        for (const dropped of all.filter((one) => !kept.includes(one))) {
          const reason = kept.find(
            (one) => one.score >= dropped.score && intersectionOverUnion(one.box, dropped.box) > 0.3,
          );
          expect(reason).toBeDefined();
        }
      }),
    );
  });

  it('ends at the most faces that are asked for', () => {
    const apart = [0, 10, 20].map((x) => ({ box: { x, y: 0, width: 1, height: 1 }, score: x / 20 }));
    expect(suppressOverlaps(apart, 0.3, 2).map(({ score }) => score)).toEqual([1, 0.5]);
  });
});
