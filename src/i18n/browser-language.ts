import { browser } from 'wxt/browser';
import { errorWords } from './error-words.ts';
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

type WithReason =
  | 'inside.failed'
  | 'notice.imageNotOpened'
  | 'notice.pageForbidden'
  | 'options.corrections.failed'
  | 'settings.notKept'
  | 'settings.notRead'
  | 'takeAlong.failed';

/** A message that something went wrong, and what the error says of it, where that is in the person's language. */
export function failureText(key: WithReason, error: unknown): string {
  return t(key, { reason: errorWords(error, browserTranslator()) }).trimEnd();
}
