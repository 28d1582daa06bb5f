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

const LABELS = Symbol.for('Mien: translator of labels');
const globals = globalThis as typeof globalThis & { [LABELS]?: Translator | undefined };

/** In what language this document is labelled: one for all of it, and for every script of Mien in it. */
export function labelTranslator(): Translator {
  return globals[LABELS] ?? browserTranslator();
}

/** Labels in this language from now on; in that of the browser where its texts cannot be had. Never rejects. */
export async function labelIn(language: LabelLanguage, read: ReadLabelMessages): Promise<void> {
  if (language === 'browser') {
    globals[LABELS] = undefined;
    return;
  }
  const messages = await within(PATIENCE, read(language)).catch(() => undefined);
  globals[LABELS] = messages && createTranslator((key) => messages[key] ?? '');
}
