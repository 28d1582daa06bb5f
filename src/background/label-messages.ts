import type { Language } from '../i18n/languages.ts';
import { readMessages } from '../i18n/read-messages.ts';
import { answerMessage } from '../messaging/messenger.ts';

/** The messages that a page needs for its labels; the others would only be carried along. */
const FOR_LABELS = /^(language$|card_|expression_|label_|reason_)/;

/** Gives pages the texts of labels in a language that is not the browser's, which they cannot read themselves. */
export function answerLabelMessages(signal: AbortSignal): void {
  answerMessage('labelMessages', 'any-of-ours', signal, ({ language }) => readLabelMessages(language));
}

async function readLabelMessages(language: Language): Promise<Record<string, string>> {
  const messages = Object.entries(await readMessages(language));
  return Object.fromEntries(messages.filter(([key]) => FOR_LABELS.test(key)));
}
