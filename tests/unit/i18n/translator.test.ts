import { describe, expect, it } from 'vitest';
import { LANGUAGE_TAGS } from '../../../src/i18n/languages.ts';
import { createTranslator } from '../../../src/i18n/translator.ts';
import { readLocaleFile } from '../../setup/locale-files.ts';

async function translatorFor(language: string) {
  const table = await readLocaleFile(language);
  return createTranslator((key) => table[key] ?? '');
}

describe('a translator', () => {
  it('fills in what it is told', async () => {
    const { t } = await translatorFor('en');
    expect(t('site.blockedBy', { rule: 'news.example' })).toBe('off for all of news.example');
  });

  it('leaves what looks like a placeholder in a value as it is', async () => {
    const { t } = await translatorFor('en');
    expect(t('site.blockedBy', { rule: '{rule} $1 $&' })).toBe('off for all of {rule} $1 $&');
  });

  it.each([
    ['uk', 1, 'Знайдено 1 обличчя.'],
    ['uk', 3, 'Знайдено 3 обличчя.'],
    ['uk', 11, 'Знайдено 11 облич.'],
    ['uk', 21, 'Знайдено 21 обличчя.'],
    ['ja', 2, '2 個の顔が見つかりました。'],
    ['de', 1000, '1.000 Gesichter gefunden.'],
    ['fr', 0, '0 visage trouvé.'],
    ['ar', 2, 'عُثر على وجهين.'],
  ])('counts as %s does: %i', async (language, count, expected) => {
    const { tCount } = await translatorFor(language);
    expect(tCount('page.facesFound', count)).toBe(expected);
  });

  it('writes a probability as its language does', async () => {
    expect((await translatorFor('en')).percent(0.857)).toBe('86%');
    expect((await translatorFor('de')).percent(0.857)).toBe('86\u00a0%');
  });

  it.each(LANGUAGE_TAGS)(
    'writes it in "%s" as the browser would, but for the kind of its space',
    async (tag) => {
      const byBrowser = new Intl.NumberFormat(tag, { style: 'percent' }).format(0.86);
      const { percent } = await translatorFor(tag);
      expect(percent(0.86).replace(/\s/u, ' ')).toBe(byBrowser.replace(/\s/u, ' '));
    },
  );

  it('never calls a reading certain', async () => {
    const { percent } = await translatorFor('en');
    expect(percent(0.9999)).toBe('99%');
    expect(percent(1)).toBe('99%');
    expect(percent(0)).toBe('0%');
  });

  it('knows which way its language runs', async () => {
    expect((await translatorFor('ar')).direction).toBe('rtl');
    expect((await translatorFor('ja')).direction).toBe('ltr');
  });

  it('shows the key of a message that is not there, and speaks English where the language is none of its own', () => {
    const { t, language } = createTranslator(() => '');
    expect(t('popup.master')).toBe('popup.master');
    expect(language).toBe('en');
  });
});
