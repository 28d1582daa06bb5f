import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesOf, fillUp } from '../../../src/vision/batches.ts';

it('cuts a list into powers of two and loses nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 100 }), fc.constantFrom(1, 4, 16), (items, most) => {
      const batches = batchesOf(items, most);
      expect(batches.flat()).toEqual(items);
      for (const { length } of batches) {
        expect(length).toBeLessThanOrEqual(most);
        expect(Number.isInteger(Math.log2(length))).toBe(true);
      }
    }),
  );
});

it('makes few batches', () => {
  expect(batchesOf([...Array(23).keys()], 8, 'any').map(({ length }) => length)).toEqual([8, 8, 7]);
  expect(batchesOf([...Array(23).keys()], 16).map(({ length }) => length)).toEqual([16, 4, 2, 1]);
});

it('fills a batch up to a power of two with its last item', () => {
  expect(batchesOf([...Array(23).keys()], 16, 'filled up').map(({ length }) => length)).toEqual([16, 7]);
  expect(fillUp([1, 2, 3, 4, 5])).toEqual([1, 2, 3, 4, 5, 5, 5, 5]);
  expect(fillUp([1, 2, 3, 4])).toEqual([1, 2, 3, 4]);
  expect(fillUp([])).toEqual([]);
});
