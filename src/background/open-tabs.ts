import { browser } from 'wxt/browser';
import { startPageScriptInOpenTabs } from '../tabs/page-script.ts';

/** After an installation or an update, pages that are open already are served without a reload. */
export function serveOpenTabsOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install' || reason === 'update') void startPageScriptInOpenTabs();
  });
}
