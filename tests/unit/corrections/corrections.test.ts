import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type NewCorrection, newCorrectionSchema } from '../../../src/corrections/correction.ts';
import { correctionsToJson } from '../../../src/corrections/corrections-file.ts';

const GIVEN: NewCorrection = {
  label: 'sadness',
  said: 'neutral',
  uncertain: true,
  scores: { neutral: 0.6, sadness: 0.4 },
  models: { detector: 'd', classifier: 'c' },
};

// How they are kept: tests/dom/corrections/store.test.ts, with the database of a real browser.
describe('corrections', () => {
  it('hold nothing of a page, and no crop that is no PNG', () => {
    const parsed = v.parse(newCorrectionSchema, { ...GIVEN, page: 'https://a.example/', image: 'b.png' });
    expect(parsed).toEqual(GIVEN);
    expect(v.is(newCorrectionSchema, { ...GIVEN, crop: 'data:image/png;base64,AAAA' })).toBe(true);
    expect(v.is(newCorrectionSchema, { ...GIVEN, crop: 'https://a.example/b.png' })).toBe(false);
    expect(v.is(newCorrectionSchema, { ...GIVEN, crop: `data:image/png;base64,${'A'.repeat(30_000)}` })).toBe(
      false,
    );
  });

  it('are taken along as JSON, without the names that they have here', () => {
    const file = JSON.parse(correctionsToJson([{ ...GIVEN, id: 'a', at: 0 }]));
    expect(file).toEqual({
      format: 'mien-corrections',
      version: 1,
      corrections: [{ ...GIVEN, at: '1970-01-01T00:00:00.000Z' }],
    });
  });
});
