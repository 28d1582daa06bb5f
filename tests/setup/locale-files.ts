import { join } from 'node:path';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';

/** The texts of one language, by the keys that the browser knows them by. */
export type MessageTable = Readonly<Record<string, string>>;

/** Reads `locales/<language>.yml` as the build does. */
export async function readLocaleFile(language: string): Promise<MessageTable> {
  const messages = generateChromeMessages(await parseMessagesFile(join('locales', `${language}.yml`)));
  return Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));
}
