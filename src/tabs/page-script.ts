import { browser } from 'wxt/browser';

/** Where the build puts the content script of `entrypoints/page.content.ts`. */
const PAGE_SCRIPT = '/content-scripts/page.js';

/**
 * Starts the page script in a tab that was opened before the extension was installed, or that has lost it. Where one
 * is running already, the newer takes its place.
 *
 * @param frameId only this frame; every frame of the tab where it is left out
 * @throws the browser's reason where extensions may not run on the page
 */
export async function startPageScript(tabId: number, frameId?: number): Promise<void> {
  const target = frameId === undefined ? { tabId, allFrames: true } : { tabId, frameIds: [frameId] };
  await browser.scripting.executeScript({ target, files: [PAGE_SCRIPT] });
}

/** Starts the page script in every open web page, so that nobody has to reload after the extension is installed. */
export async function startPageScriptInOpenTabs(): Promise<void> {
  const tabs = await browser.tabs.query({ url: ['http://*/*', 'https://*/*'] });
  const awake = tabs.flatMap((tab) => (tab.id === undefined || tab.discarded ? [] : [tab.id]));
  // A refusal is expected (the extensions gallery, a tab closed meanwhile) and concerns that tab alone; it is told
  // where the person asks for something on that page.
  await Promise.allSettled(awake.map((tabId) => startPageScript(tabId)));
}
