import { browserTranslator } from '../i18n/browser-language.ts';
import { createTranslator, type Translator } from '../i18n/translator.ts';
import type { Settings } from '../settings/schema.ts';
import { within } from '../web/within.ts';

type LabelLanguage = Settings['labelLanguage'];

/** Gives the texts of labels in a language, by the keys that the browser knows them by. */
export type ReadLabelMessages = (
  language: Exclude<LabelLanguage, 'browser'>,
) => Promise<Readonly<Record<string, string>>>;

/** Long enough to wake the background; then the labels are shown in the browser's language. */
const PATIENCE = 3000;

let translator: Translator | undefined;

/** In what language this document is labelled. There is one for all of it, as there is one page script. */
export function labelTranslator(): Translator {
  return translator ?? browserTranslator();
}

/** Labels in this language from now on; in that of the browser where its texts cannot be had. Never rejects. */
export async function labelIn(language: LabelLanguage, read: ReadLabelMessages): Promise<void> {
  if (language === 'browser') {
    translator = undefined;
    return;
  }
  const messages = await within(PATIENCE, read(language)).catch(() => undefined);
  translator = messages && createTranslator((key) => messages[key] ?? '');
}
