import { browser } from 'wxt/browser';

/** The tab that the popup speaks of. */
export interface ShownTab {
  readonly id: number;
  /** Absent where the page has none, or the browser does not tell. */
  readonly host: string | undefined;
}

/**
 * The active tab of this window, or the one that the popup's address names (`popup.html?tab=7`), so that the popup can
 * be opened in a tab of its own. Undefined where there is no such tab.
 */
export async function findShownTab(search: string): Promise<ShownTab | undefined> {
  const named = Number(new URLSearchParams(search).get('tab') ?? Number.NaN);
  const tab = Number.isInteger(named) ? await findTab(named) : await findActiveTab();
  return tab?.id === undefined ? undefined : { id: tab.id, host: hostOf(tab.url) };
}

async function findActiveTab() {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab;
}

async function findTab(id: number) {
  // The browser rejects where the tab has been closed.
  return await browser.tabs.get(id).catch(() => undefined);
}

/** Calls back with the new host whenever the tab moves on to another page, until `signal` aborts. */
export function watchHost(
  tabId: number,
  signal: AbortSignal,
  onHost: (host: string | undefined) => void,
): void {
  const follow = (id: number, _change: unknown, tab: { readonly url?: string | undefined }) => {
    if (id === tabId) onHost(hostOf(tab.url));
  };
  browser.tabs.onUpdated.addListener(follow);
  signal.addEventListener('abort', () => browser.tabs.onUpdated.removeListener(follow), { once: true });
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && hostname !== '' ? hostname : undefined;
}
