import { browser } from 'wxt/browser';
import { answerMessage } from '../messaging/messenger.ts';
import { rulesForSender } from '../page-rules/rules-for-sender.ts';
import { openViewerTab } from '../tabs/viewer-tab.ts';

/** The name of the shortcut in the manifest. */
export const OPEN_VIEWER_COMMAND = 'open-viewer';

/** Opens the viewer at the keyboard shortcut. */
export function openViewerOnCommand(): void {
  browser.commands.onCommand.addListener((command) => {
    if (command === OPEN_VIEWER_COMMAND) void openViewerTab();
  });
}

/** Opens the viewer with a picture of a page, for the card of a badge. */
export function answerViewerCalls(signal: AbortSignal): void {
  answerMessage('openViewer', 'any-of-ours', signal, async ({ source, name, face }, sender) => {
    // A page that nobody sees has not been clicked.
    if (sender.tab && !sender.tab.active && sender.origin !== location.origin) {
      throw new Error('Only a page in front opens the viewer.');
    }
    const ruled = rulesForSender(source, sender, location.origin);
    await openViewerTab({ source: ruled, name, page: sender.tab?.url ?? sender.url ?? '', face });
  });
}
