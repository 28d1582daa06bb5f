import { inject } from 'vitest';
import type { MessageTable } from './locale-files.ts';

declare module 'vitest' {
  interface ProvidedContext {
    english: MessageTable;
  }
}

// Outside an extension there is no `browser.i18n`; the texts that it gives here are the real ones.
const english = inject('english');
const surroundings = globalThis as { chrome?: object };
surroundings.chrome ??= {};
const { browser } = await import('wxt/browser');
Object.assign(browser, { i18n: { getMessage: (key: string) => english[key] ?? '' } });
