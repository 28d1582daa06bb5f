import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLanguage, LANGUAGE_TAGS } from '../../../src/i18n/languages.ts';
import { createTranslator } from '../../../src/i18n/translator.ts';
import { readLocaleFile } from '../../setup/locale-files.ts';

const tables = await Promise.all(LANGUAGE_TAGS.map(async (tag) => [tag, await readLocaleFile(tag)] as const));

/** A translator that takes any values with any message. */
interface Speaker {
  t(key: string, values: object): string;
  tCount(key: string, count: number, values: object): string;
}

/** Keys of what is counted: those that have a form for all other numbers. */
const COUNTED = Object.keys(tables[0]?.[1] ?? {})
  .filter((key) => key.endsWith('_other'))
  .map((key) => key.slice(0, -'_other'.length).replaceAll('_', '.'));

describe.each(tables)('in %s', (tag, table) => {
  const translator = createTranslator((key) => table[key] ?? '');
  const say: Speaker = translator;

  it('every number has its words, with the number in them where they count', () => {
    expect(COUNTED.length).toBeGreaterThan(3);
    const count = fc.oneof(fc.nat(130), fc.nat(), fc.constantFrom(0, 1, 2, 3, 5, 11, 21, 100, 1_000_000));
    fc.assert(
      fc.property(fc.constantFrom(...COUNTED), count, (key, number) => {
        const said = say.tCount(key, number, {});
        expect(said).not.toBe('');
        // A form that is missing shows its key.
        expect(said).not.toMatch(/^[\w.]+\.(?:zero|one|two|few|many|other)$/);
        expect(said).not.toContain('{count}');
      }),
      { numRuns: 300 },
    );
  });

  it('a probability is a whole number of percent, never more than 99', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const digits = translator.percent(probability).match(/\d+/)?.[0];
        expect(Number(digits)).toBe(Math.min(99, Math.round(probability * 100)));
      }),
    );
  });

  it('what is put in comes out as it is, whatever it looks like', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom('{count}', '$&', '$1', '__proto__', '{constructor}'));
    const speak: Speaker = createTranslator((key) => (key === 'language' ? tag : 'a {it} b {constructor}'));
    fc.assert(
      fc.property(value, (it) => {
        const said = speak.t('popup.title', { it });
        expect(said).toBe(`a ${it} b {constructor}`);
      }),
    );
  });
});

it('no text but its own tags is a language', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString')), (text) => {
      expect(isLanguage(text)).toBe((LANGUAGE_TAGS as readonly string[]).includes(text));
    }),
  );
});
