import { browser } from 'wxt/browser';
import { t } from '../i18n/browser-language.ts';
import { readClickedImage } from './read-clicked-image.ts';

const READ_IMAGE = 'read-faces-in-image';

/** Makes the entry of the context menu, or renews it where the browser has kept one from an earlier start. */
function ensureReadImageItem(): void {
  const entry: chrome.contextMenus.CreateProperties = {
    title: t('menu.readImage'),
    contexts: ['image'],
  };
  browser.contextMenus.create({ id: READ_IMAGE, ...entry }, () => {
    const exists = browser.runtime.lastError !== undefined && browser.runtime.lastError !== null;
    if (exists) void browser.contextMenus.update(READ_IMAGE, entry);
  });
}

/** "Read the faces in this image" in the context menu of every image. */
export function offerContextMenu(): void {
  browser.runtime.onInstalled.addListener(ensureReadImageItem);
  browser.runtime.onStartup.addListener(ensureReadImageItem);
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== READ_IMAGE || tab?.id === undefined) return;
    // Without an address, the page goes by what lay under the pointer.
    void readClickedImage({ tabId: tab.id, frameId: info.frameId ?? 0, src: info.srcUrl ?? '' });
  });
}
