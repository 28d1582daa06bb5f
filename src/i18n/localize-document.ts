import { browserTranslator } from './browser-language.ts';

/** Tells the browser and screen readers in which language a page of the extension is written, and which way it runs. */
export function localizeDocument(title: string): void {
  const { language, direction } = browserTranslator();
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  document.title = title;
}
