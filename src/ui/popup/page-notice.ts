import { t, tCount } from '../../i18n/browser-language.ts';
import type { Settings } from '../../settings/schema.ts';
import type { PageView } from './watch-page.ts';

/** What is to be said about a page on which nothing is being read at the moment; the weightiest reason wins. */
export function pageNotice({ access, state }: PageView, settings: Settings, isSiteOff: boolean): string {
  switch (access.kind) {
    case 'checking':
      return t('page.looking');
    case 'forbidden':
      return t('page.forbidden');
    case 'silent':
      return t('page.silent');
    case 'open':
      return switchedOff(settings, isSiteOff) ?? progressOf(state.counts, settings.mode);
  }
}

function switchedOff(settings: Settings, isSiteOff: boolean): string | undefined {
  if (!settings.enabled) return t('page.off');
  return isSiteOff ? t('page.siteOff') : undefined;
}

function progressOf(counts: PageView['state']['counts'], mode: Settings['mode']): string {
  const rest = counts.seen - counts.read - counts.failed;
  if (mode === 'on-request') return t('page.onRequest');
  if (counts.seen === 0) return t('page.nothingSeen');
  return rest > 0 ? tCount('page.rest', rest) : t('page.allRead');
}
