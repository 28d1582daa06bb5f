import type { Settings } from '../../settings/schema.ts';
import { WORDS } from './strings.ts';
import type { PageView } from './watch-page.ts';

const { page } = WORDS;

/** What is to be said about a page on which nothing is being read at the moment; the weightiest reason wins. */
export function pageNotice({ access, state }: PageView, settings: Settings, isSiteOff: boolean): string {
  switch (access.kind) {
    case 'checking':
      return page.looking;
    case 'forbidden':
      return page.forbidden;
    case 'silent':
      return page.silent;
    case 'open':
      return switchedOff(settings, isSiteOff) ?? progressOf(state.counts, settings.mode);
  }
}

function switchedOff(settings: Settings, isSiteOff: boolean): string | undefined {
  if (!settings.enabled) return page.off;
  return isSiteOff ? page.siteOff : undefined;
}

function progressOf(counts: PageView['state']['counts'], mode: Settings['mode']): string {
  const rest = counts.seen - counts.read - counts.failed;
  if (mode === 'on-request') return page.onRequest;
  if (counts.seen === 0) return page.nothingSeen;
  return rest > 0 ? page.rest(rest) : page.allRead;
}
