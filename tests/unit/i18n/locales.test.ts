import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS, type Language } from '../../../src/i18n/languages.ts';
import { type MessageTable, readLocaleFile } from '../../setup/locale-files.ts';
import { HOLE, sourceFiles, sourceTexts } from './support/source-texts.ts';

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
/** Forms that some languages write as a word: "two images". */
const MAY_SPELL_COUNT = /_(zero|one|two)$/;
const SOURCES = ['src', 'entrypoints'];
/** Speaks to nobody, and holds files of AssemblyScript, which look like TypeScript and are not. */
const SILENT_SOURCE = 'src/vision/';

const tables = {} as Record<Language, MessageTable>;
beforeAll(async () => {
  for (const language of LANGUAGE_TAGS) tables[language] = await readLocaleFile(language);
});

const placeholdersOf = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort();
const isPlural = (key: string) => CATEGORIES.some((category) => key.endsWith(`_${category}`));
const groupOf = (key: string) => key.replace(/_[a-z]+$/, '');

/** The keys that a language must have: those of English, with its own plural forms. */
function keysFor(language: Language): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  const keys = Object.keys(tables.en).flatMap((key) =>
    isPlural(key) ? pluralCategories.map((category) => `${groupOf(key)}_${category}`) : [key],
  );
  return [...new Set(keys)].sort();
}

describe('the languages', () => {
  it('are those that have a file', () => {
    const files = readdirSync('locales').map((name) => name.replace(/\.yml$/, ''));
    expect(files.sort()).toEqual([...LANGUAGE_TAGS].sort());
  });

  it.each(LANGUAGE_TAGS)('%s lacks no message and has none that English lacks', (language) => {
    expect(Object.keys(tables[language]).sort()).toEqual(keysFor(language));
    const empty = Object.entries(tables[language]).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it.each(LANGUAGE_TAGS)('%s names itself', (language) => {
    expect(tables[language].language).toBe(language);
  });

  it.each(LANGUAGE_TAGS)('%s has the placeholders of English', (language) => {
    for (const [key, text] of Object.entries(tables[language])) {
      const expected = placeholdersOf(tables.en[isPlural(key) ? `${groupOf(key)}_other` : key]);
      const mayLack = MAY_SPELL_COUNT.test(key) ? ['{count}'] : [];
      const found = placeholdersOf(text);
      expect(expected, key).toEqual(expect.arrayContaining(found));
      expect([...found, ...mayLack], key).toEqual(expect.arrayContaining(expected));
    }
  });

  it.each(LANGUAGE_TAGS.filter((language) => language !== 'en'))('%s is translated', (language) => {
    // Proper names and words that are the same in both; a sentence never is.
    const same = Object.entries(tables[language]).filter(
      ([key, text]) => text === tables.en[key] && /\p{L} \p{L}/u.test(text.replace(/\{\w+\}/g, '')),
    );
    expect(same).toEqual([]);
  });

  it('use no "$", which the browser would take for a placeholder of its own', () => {
    const texts = LANGUAGE_TAGS.flatMap((language) => Object.values(tables[language]));
    expect(texts.filter((text) => text.includes('$'))).toEqual([]);
  });
});

describe('every message', () => {
  it('is used', () => {
    const texts = sourceFiles(SOURCES)
      .filter((file) => !file.startsWith(SILENT_SOURCE))
      .flatMap((file) => sourceTexts(file).map(({ text }) => text));
    const inManifest = [...readFileSync('wxt.config.ts', 'utf8').matchAll(/__MSG_(\w+)__/g)].map(
      ([, key]) => key,
    );
    const whole = new Set([...texts.map((text) => text.replaceAll('.', '_')), ...inManifest]);
    const families = texts
      .filter((text) => text.includes(`.${HOLE}`) && /^[\w.…]+$/.test(text))
      .map((text) => new RegExp(`^${text.replaceAll('.', '_').replaceAll(HOLE, '[A-Za-z]+')}$`));
    const isUsed = (key: string) => whole.has(key) || families.some((family) => family.test(key));
    const used = Object.keys(tables.en).filter((key) => isUsed(isPlural(key) ? groupOf(key) : key));
    expect(Object.keys(tables.en).filter((key) => !used.includes(key))).toEqual([]);
  });
});
