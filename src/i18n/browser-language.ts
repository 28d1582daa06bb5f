import { browser } from 'wxt/browser';
import { createTranslator, type MessageSource, type Translator } from './translator.ts';

let translator: Translator | undefined;

/** What Mien says in the language of the browser, or in English where it does not speak that. */
export function browserTranslator(): Translator {
  translator ??= createTranslator((key) => (browser.i18n.getMessage as MessageSource)(key));
  return translator;
}

export const t: Translator['t'] = (key, ...values) => browserTranslator().t(key, ...values);

export const tCount: Translator['tCount'] = (key, count, ...values) =>
  browserTranslator().tCount(key, count, ...values);

export const percent: Translator['percent'] = (probability) => browserTranslator().percent(probability);

export const number: Translator['number'] = (value) => browserTranslator().number(value);
