import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { newCorrectionSchema } from '../../../src/corrections/correction.ts';
import { correctionsToJson } from '../../../src/corrections/corrections-file.ts';
import { ANSWER } from '../../fixtures/correction.ts';

// How they are kept: tests/dom/corrections/store.test.ts, with the database of a real browser.
describe('corrections', () => {
  it('hold nothing of a page, and no crop that is no PNG', () => {
    const parsed = v.parse(newCorrectionSchema, { ...ANSWER, page: 'https://a.example/', image: 'b.png' });
    expect(parsed).toEqual(ANSWER);
    expect(v.is(newCorrectionSchema, { ...ANSWER, crop: 'data:image/png;base64,AAAA' })).toBe(true);
    expect(v.is(newCorrectionSchema, { ...ANSWER, crop: 'https://a.example/b.png' })).toBe(false);
    expect(
      v.is(newCorrectionSchema, { ...ANSWER, crop: `data:image/png;base64,${'A'.repeat(30_000)}` }),
    ).toBe(false);
  });

  it('are taken along as JSON, without the names that they have here', () => {
    const file = JSON.parse(correctionsToJson([{ ...ANSWER, id: 'a', at: 0 }]));
    expect(file).toEqual({
      format: 'mien-corrections',
      version: 1,
      corrections: [{ ...ANSWER, at: '1970-01-01T00:00:00.000Z' }],
    });
  });
});
