import { type Direction, isLanguage, LANGUAGES, type Language } from './languages.ts';
import type { CountKey, CountValues, MessageKey, MessageValues } from './message-keys.ts';
import { wholePercent } from './whole-percent.ts';

/**
 * Gives the text of a message in one language, by the key that the browser knows it by ("popup_title"), and an empty
 * string where there is none: `browser.i18n.getMessage`, or a look into a table.
 */
export type MessageSource = (key: string) => string;

/** Everything that is said to a person in one language. */
export interface Translator {
  readonly language: Language;
  readonly direction: Direction;
  /** A message, with its placeholders filled in. */
  t<Key extends MessageKey>(key: Key, ...values: MessageValues<Key>): string;
  /** A message for a whole number, in the plural form that the language wants; `{count}` is that number. */
  tCount<Key extends CountKey>(key: Key, count: number, ...values: CountValues<Key>): string;
  /** A probability between 0 and 1, as a person reads it: at most 99 %. */
  percent(probability: number): string;
  number(value: number): string;
}

type Values = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{(\w+)\}/g;

/**
 * @wxt-dev/i18n builds the files of messages and their types; what it brings for run time knows only the browser's own
 * language and no plural forms but "1" and "more", which Ukrainian and Arabic cannot live with. Hence this.
 */
export function createTranslator(source: MessageSource): Translator {
  const tag = source('language');
  const language = isLanguage(tag) ? tag : 'en';
  // Made when they are needed: on a page that shows no number they would be most of what the script costs at its start.
  const plurals = once(() => new Intl.PluralRules(language));
  const numbers = once(() => new Intl.NumberFormat(language));
  const patterns = new Map<string, string>();
  /** Each is asked for once: the browser takes long to answer, and a gallery has a thousand labels. */
  const patternOf = (key: string) => {
    // A message that is not there shows its key, so that its absence is seen.
    const pattern = patterns.get(key) ?? (source(key.replaceAll('.', '_')) || key);
    patterns.set(key, pattern);
    return pattern;
  };
  const say = (key: string, values: Values = {}) =>
    patternOf(key).replace(PLACEHOLDER, (whole, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : whole,
    );
  return {
    language,
    direction: LANGUAGES[language].direction,
    t: (key, ...[values]) => say(key, values),
    tCount: (key, count, ...[values]) =>
      say(`${key}.${plurals().select(count)}`, { count: numbers().format(count), ...values }),
    percent: (probability) => `${wholePercent(probability)}${LANGUAGES[language].percent}`,
    number: (value) => numbers().format(value),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
