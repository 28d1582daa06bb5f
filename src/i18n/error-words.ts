import type { Translator } from './translator.ts';

/** An error whose message is a sentence in the person's language. */
export class SpokenError extends Error {
  override readonly name = 'SpokenError';
}

/**
 * What an error has to tell a person. The browser, the engine and its libraries speak English alone: their words are
 * particulars for those who read English; in other languages what is said before them has to do, and this is empty.
 */
export function errorWords(error: unknown, { language }: Pick<Translator, 'language'>): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof SpokenError || language === 'en' ? message : '';
}
