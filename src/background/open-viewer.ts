import { browser } from 'wxt/browser';
import { answerMessage } from '../messaging/messenger.ts';
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
    const url = source.kind === 'address' ? source.url : source.dataUrl;
    await openViewerTab({ url, name, page: sender.tab?.url ?? sender.url ?? '', face });
  });
}
