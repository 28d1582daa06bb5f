import type { Language } from './languages.ts';

/**
 * All messages in one language, by the keys that the browser knows them by. Only for the background and pages of the
 * extension: no other script may fetch the file.
 */
export async function readMessages(language: Language): Promise<Readonly<Record<string, string>>> {
  const file = await fetch(`/_locales/${language}/messages.json`);
  const messages = (await file.json()) as Record<string, { readonly message: string }>;
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}
