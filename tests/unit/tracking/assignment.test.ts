import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign } from '../../../src/tracking/assignment.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { number } from './support/films.ts';

function total(table: readonly (readonly number[])[], chosen: readonly (number | undefined)[]): number {
  return chosen.reduce<number>(
    (sum, column, row) => sum + (column === undefined ? 0 : (table[row]?.[column] ?? 0)),
    0,
  );
}

/** The best sum of all, by trying every assignment. */
function bestByTrying(table: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  const [columns] = [table[row]];
  if (columns === undefined) return 0;
  const without = bestByTrying(table, row + 1, taken);
  return columns.reduce(
    (best, value, column) =>
      taken.includes(column)
        ? best
        : Math.max(best, value + bestByTrying(table, row + 1, [...taken, column])),
    without,
  );
}

const table = fc
  .record({ rows: fc.integer({ min: 0, max: 5 }), columns: fc.integer({ min: 0, max: 5 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(fc.oneof(fc.constant(0), number(0, 1)), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

it('finds the best sum that there is, and uses no column twice', () => {
  fc.assert(
    fc.property(table, (values) => {
      const chosen = assign(
        values.length,
        values[0]?.length ?? 0,
        (row, column) => values[row]?.[column] ?? 0,
      );
      expect(chosen).toHaveLength(values.length);
      const used = chosen.filter((column) => column !== undefined);
      expect(new Set(used).size).toBe(used.length);
      expect(total(values, chosen)).toBeCloseTo(bestByTrying(values), 9);
    }),
    { numRuns: 500 },
  );
});

it('gives up the best single pair where that leaves another with nothing', () => {
  const values = [
    [0.9, 0.8],
    [0.7, 0],
  ];
  expect(assign(2, 2, (row, column) => values[row]?.[column] ?? 0)).toEqual([1, 0]);
});

it('leaves out what has nothing in common', () => {
  expect(assign(2, 3, (row, column) => (row === 1 && column === 2 ? 0.5 : 0))).toEqual([undefined, 2]);
});

it('assigns a hundred to two hundred without keeping anyone waiting', () => {
  const milliseconds = cpuTime(() => {
    const chosen = assign(100, 200, (row, column) =>
      column === row * 2 ? 1 : ((row * 7 + column) % 10) / 20,
    );
    expect(chosen.every((column, row) => column === row * 2)).toBe(true);
  });
  expect(milliseconds).toBeLessThan(1000);
});
