import { describe, expect, it } from 'vitest';
import { HOLE, type SourceText, sourceFiles, sourceTexts } from './support/source-texts.ts';

/** Code that speaks to people. */
const SPEAKING = [
  'src/background',
  'src/i18n',
  'src/inside',
  'src/page/card',
  'src/tabs',
  'src/ui',
  'src/viewer',
  'entrypoints/options',
  'entrypoints/popup',
  'entrypoints/viewer',
  'entrypoints/welcome',
];

/** What speaks among files that draw; their styles would be taken for sentences. */
const SPEAKING_FILES = ['overlay/notice.ts', 'overlay/wording.ts', 'page-drawing.ts'];

/** JSX attributes that a person sees or hears. */
const SPOKEN_ATTRIBUTES = ['@alt', '@aria-label', '@label', '@note', '@placeholder', '@title'];
/** What stands in one of these is for developers or for the browser. */
const SILENT = ['ThrowStatement', 'Error', 'DOMException', 'ImportDeclaration', '@class', '@style'];

const HAS_LETTER = /\p{L}/u;
const HAS_WORDS = /\p{L}{2,}[,;:]? \p{L}+/u;

function isText({ text, within }: SourceText): boolean {
  if (within.at(-1) === 'JSXText') return HAS_LETTER.test(text);
  const isSpoken = within.some((name) => SPOKEN_ATTRIBUTES.includes(name));
  const isCall = within.includes('CallExpression');
  if (isSpoken && !isCall) return HAS_LETTER.test(text.replaceAll(HOLE, ''));
  return HAS_WORDS.test(text) && !within.some((name) => SILENT.includes(name));
}

describe('text for people', () => {
  it('stands in the locales and nowhere in the code', () => {
    const files = [...sourceFiles(SPEAKING), ...SPEAKING_FILES.map((name) => `src/page/${name}`)];
    const found = files
      .flatMap(sourceTexts)
      .filter(isText)
      .map(({ file, text }) => `${file}: ${text.trim()}`);
    expect(found).toEqual([]);
  });

  it('would be found', () => {
    const text = (text: string, ...within: string[]) => isText({ file: 'a.tsx', text, within });
    expect(text('Hello', 'JSXText')).toBe(true);
    expect(text('Hello', 'JSXAttribute', '@title', 'Literal')).toBe(true);
    expect(text('Nothing was found.', 'Literal')).toBe(true);
    expect(text('Nothing was found.', 'ThrowStatement', 'Literal')).toBe(false);
    expect(text('site.label', 'JSXAttribute', '@title', 'CallExpression', 'Literal')).toBe(false);
  });
});
