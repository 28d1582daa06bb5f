import { browser } from 'wxt/browser';
import { failureText, t } from '../i18n/browser-language.ts';
import type { MessageKey } from '../i18n/message-keys.ts';
import { rulesForPerson } from '../page-rules/rules-for.ts';
import { openViewerTab } from '../tabs/viewer-tab.ts';
import { showNotice } from './action-notice.ts';
import { readClickedImage, readClickedVideo } from './read-clicked-image.ts';

interface MenuEntry {
  readonly id: string;
  readonly title: MessageKey;
  readonly contexts: NonNullable<chrome.contextMenus.CreateProperties['contexts']>;
}

const READ_IMAGE = 'read-faces-in-image';
const READ_VIDEO = 'read-faces-in-video';
const VIEW_IMAGE = 'open-image-in-viewer';
const OPEN_VIEWER = 'open-viewer';

/** What the browser calls a place where a picture may be: a background, a canvas or a covered image is a "page" or "link". */
const ANYWHERE: MenuEntry['contexts'] = ['image', 'page', 'frame', 'link', 'selection', 'editable'];

const ENTRIES: readonly MenuEntry[] = [
  { id: READ_IMAGE, title: 'menu.readImage', contexts: ANYWHERE },
  { id: READ_VIDEO, title: 'menu.readVideo', contexts: ['video'] },
  { id: VIEW_IMAGE, title: 'menu.viewImage', contexts: ['image'] },
  { id: OPEN_VIEWER, title: 'menu.openViewer', contexts: ['action'] },
];

/** Makes the entries of the context menu, or renews those that the browser has kept from an earlier start. */
function ensureEntries(): void {
  for (const { id, title, contexts } of ENTRIES) {
    const entry: chrome.contextMenus.CreateProperties = { title: t(title), contexts: [...contexts] };
    browser.contextMenus.create({ id, ...entry }, () => {
      const exists = browser.runtime.lastError !== undefined && browser.runtime.lastError !== null;
      if (exists) void browser.contextMenus.update(id, entry);
    });
  }
}

type Clicked = chrome.contextMenus.OnClickData;

const ANSWERS: Readonly<Record<string, (clicked: Clicked, tabId: number) => Promise<void>>> = {
  // Without an address, the page goes by what lay under the pointer.
  [READ_IMAGE]: ({ frameId = 0, srcUrl = '' }, tabId) => readClickedImage({ tabId, frameId, src: srcUrl }),
  [READ_VIDEO]: ({ frameId = 0 }, tabId) => readClickedVideo({ tabId, frameId }),
  [VIEW_IMAGE]: viewClickedImage,
  [OPEN_VIEWER]: () => openViewerTab(),
};

async function viewClickedImage({ srcUrl = '', pageUrl }: Clicked, tabId: number): Promise<void> {
  if (!/^(https?|data):/i.test(srcUrl)) {
    // Only the page itself can reach these bytes; "Read the faces" has them read there.
    return showNotice(tabId, t('notice.onlyInPage'));
  }
  try {
    await openViewerTab({ source: rulesForPerson(srcUrl), name: srcUrl, page: pageUrl ?? '' });
  } catch (error) {
    await showNotice(tabId, failureText('notice.imageNotOpened', error));
  }
}

/** Mien's entries in the context menus of pages, of images and of its button. */
export function offerContextMenu(): void {
  browser.runtime.onInstalled.addListener(ensureEntries);
  browser.runtime.onStartup.addListener(ensureEntries);
  browser.contextMenus.onClicked.addListener((clicked, tab) => {
    if (tab?.id === undefined) return;
    void ANSWERS[clicked.menuItemId]?.(clicked, tab.id);
  });
}
