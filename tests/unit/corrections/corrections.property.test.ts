import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type Correction,
  correctionSchema,
  newCorrectionSchema,
} from '../../../src/corrections/correction.ts';
import { correctionsToJson } from '../../../src/corrections/corrections-file.ts';
import { parseCorrections } from '../../../src/corrections/database.ts';
import { EXPRESSIONS } from '../../../src/vision/types.ts';
import { LAST_MOMENT } from '../../../src/web/last-moment.ts';
import { broken, HUGE, hostileValue, isPolluted } from '../support/hostile.ts';

const expression = fc.constantFrom(...EXPRESSIONS);
const name = fc.string({ maxLength: 100 });
const anyCorrection: fc.Arbitrary<Correction> = fc.record(
  {
    label: expression,
    said: expression,
    uncertain: fc.boolean(),
    scores: fc.dictionary(expression, fc.double({ min: 0, max: 1, noNaN: true })),
    models: fc.record({ detector: name, classifier: name }),
    crop: fc.base64String({ maxLength: 19_900 }).map((text) => `data:image/png;base64,${text}`),
    id: name,
    at: fc.double({ min: 0, max: LAST_MOMENT, noNaN: true }),
  },
  { requiredKeys: ['label', 'said', 'uncertain', 'scores', 'models', 'id', 'at'] },
) as fc.Arbitrary<Correction>;
const SOUND: Correction = {
  label: 'sadness',
  said: 'neutral',
  uncertain: true,
  scores: { neutral: 0.6 },
  models: { detector: 'd', classifier: 'c' },
  crop: 'data:image/png;base64,AAAA',
  id: 'a',
  at: 1,
};

afterAll(() => expect(isPolluted()).toBe(false));

describe('a correction', () => {
  it('that is sound is taken as it is', () => {
    fc.assert(
      fc.property(anyCorrection, (correction) => {
        expect(v.parse(correctionSchema, correction)).toEqual(correction);
      }),
    );
  });

  it('from a page says nothing but what the card asks, whatever else is sent along', () => {
    const { id: _id, at: _at, ...asked } = SOUND;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), hostileValue), (more) => {
        const sent = v.safeParse(newCorrectionSchema, { ...more, ...asked });
        expect(sent.output).toEqual(asked);
      }),
    );
  });

  it('of which one field is broken is refused, or is a correction still', () => {
    fc.assert(
      fc.property(broken(SOUND), (damaged) => {
        const [kept] = parseCorrections([damaged]);
        if (kept === undefined) return;
        // Whatever is taken for one can be listed, written down, and read again.
        const [written] = JSON.parse(correctionsToJson([kept])).corrections;
        expect(EXPRESSIONS).toContain(written.label);
        expect(EXPRESSIONS).toContain(written.said);
        expect(Date.parse(written.at)).toBe(Math.trunc(kept.at));
        if ('crop' in written) expect(written.crop).toMatch(/^data:image\/png;base64,.{0,20000}$/s);
      }),
      { numRuns: 1000, examples: [[{ ...SOUND, at: 1e300 }]] },
    );
  });
});

describe('what is stored', () => {
  it('loses what is broken in it, and nothing else', () => {
    const junk = hostileValue.filter((value) => !v.is(correctionSchema, value));
    fc.assert(
      fc.property(fc.array(fc.oneof(anyCorrection, junk), { maxLength: 8 }), (stored) => {
        const sound = stored.filter((one) => v.is(correctionSchema, one));
        expect(parseCorrections(stored)).toEqual(sound);
      }),
    );
  });

  it('is nothing where it is no list', () => {
    fc.assert(
      fc.property(hostileValue, (stored) => {
        fc.pre(!Array.isArray(stored));
        expect(parseCorrections(stored)).toEqual([]);
      }),
    );
    expect(parseCorrections(HUGE)).toEqual([]);
  });
});

describe('the file', () => {
  it('holds every correction, in its order, without the names that they have here', () => {
    fc.assert(
      fc.property(fc.array(anyCorrection, { maxLength: 5 }), (corrections) => {
        const file = JSON.parse(correctionsToJson(corrections));
        expect(file).toMatchObject({ format: 'mien-corrections', version: 1 });
        expect(file.corrections).toEqual(
          corrections.map(({ id: _id, at, ...rest }) => ({
            ...JSON.parse(JSON.stringify(rest)),
            at: new Date(at).toISOString(),
          })),
        );
      }),
    );
  });
});
