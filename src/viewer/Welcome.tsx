import type { ComponentChildren } from 'preact';
import { t } from '../i18n/browser-language.ts';

/** What is shown before there is a picture. */
export function Welcome({ children }: { readonly children: ComponentChildren }) {
  return (
    <section class="welcome">
      <svg class="welcome-mark" viewBox="0 0 120 120" aria-hidden="true">
        <path
          class="corner"
          d="M8 34V16a8 8 0 0 1 8-8h18M86 8h18a8 8 0 0 1 8 8v18M112 86v18a8 8 0 0 1-8 8H86M34 112H16a8 8 0 0 1-8-8V86"
        />
        <circle class="outline" cx="60" cy="60" r="32" />
        <circle class="dot" cx="49" cy="53" r="3.6" />
        <circle class="dot" cx="71" cy="53" r="3.6" />
        <path class="outline" d="M46 68c4 7 9 10 14 10s10-3 14-10" />
      </svg>
      <h2>{t('viewer.give.title')}</h2>
      <p>{t('viewer.give.drop')}</p>
      {children}
      <p class="note">{t('viewer.promise')}</p>
    </section>
  );
}
