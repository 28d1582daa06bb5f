import { afterAll, afterEach, it } from 'vitest';
import { findFirefox } from '../../../../scripts/lib/find-firefox.ts';
import type { Settings } from '../../../../src/settings/schema.ts';
import { DEFAULT_SETTINGS } from '../../../../src/settings/schema.ts';
import { html, type Route } from '../routes.ts';
import { type Site, startSite } from '../site.ts';
import { waitUntil } from '../wait-until.ts';
import { FirefoxPage } from './firefox-page.ts';
import { launchFirefox, type RunningFirefox } from './launch-firefox.ts';

/** What the tests call of Firefox's `browser` inside a page of the extension. */
declare const browser: typeof chrome;

/** One Firefox with the built extension, and one site, for all tests of a file. */
export interface FirefoxMien {
  readonly firefox: RunningFirefox;
  readonly site: Site;
  /** The page that Mien opens once it is installed. */
  readonly control: FirefoxPage;
  /** The window of the browser itself: its menus and buttons. */
  readonly chrome: FirefoxPage;
  /** Opens a page with this body, or with this route, in front; it is closed after the test. */
  open(body: string | Route, host?: string): Promise<FirefoxPage>;
  /** Opens a page of the extension in a tab of its own. */
  openOwn(path: string): Promise<FirefoxPage>;
  /** The tab whose address begins so, once it is there; closed after the test. */
  tabAt(url: string): Promise<FirefoxPage>;
  changeSettings(change: Partial<Settings>): Promise<void>;
}

/** Tests in a real Firefox; where there is none, one test is skipped that says so. */
export async function inFirefox(
  define: (mien: FirefoxMien) => void,
  preferences: Parameters<typeof launchFirefox>[0] = {},
): Promise<void> {
  if (findFirefox() === undefined)
    it.skip('needs Firefox, and none is installed here (FIREFOX_PATH names one)');
  else define(await useFirefox(preferences));
}

/**
 * Starts Firefox and site, and ends them after the last test of the file. After each test its pages are closed and the
 * settings are the defaults again.
 */
async function useFirefox(preferences: Parameters<typeof launchFirefox>[0]): Promise<FirefoxMien> {
  const firefox = await launchFirefox(preferences);
  const { bidi, extensionUrl } = firefox;
  const site = await startSite();
  const pages: FirefoxPage[] = [];
  let opened = 0;

  const find = async (url: string, scope?: 'chrome') => {
    const look = async () => {
      const scoped = scope && { 'moz:scope': scope };
      const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0, ...scoped });
      return contexts.find((context) => context.url.startsWith(url));
    };
    const found = await waitUntil(look, (context) => context !== undefined);
    return new FirefoxPage(bidi, found?.context ?? '');
  };
  const openTab = async (url: string) => {
    const { context } = await bidi.send('browsingContext.create', { type: 'tab' });
    const page = new FirefoxPage(bidi, context);
    pages.push(page);
    await page.goto(url);
    return page;
  };
  const control = await find(extensionUrl('welcome.html'));
  const changeSettings = (change: Partial<Settings>) =>
    control.evaluate(async (changed) => {
      const { settings } = await browser.storage.local.get<{ settings?: object }>('settings');
      await browser.storage.local.set({ settings: { ...settings, ...changed } });
    }, change);

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
    await changeSettings(DEFAULT_SETTINGS);
  });
  afterAll(async () => {
    await firefox.close();
    await site.close();
  });

  return {
    firefox,
    site,
    control,
    chrome: await find('chrome://browser/content/browser.xhtml', 'chrome'),
    open: (body, host) => {
      const path = `/page-${opened++}`;
      site.route(path, typeof body === 'string' ? html(body) : body);
      return openTab(site.url(path, host));
    },
    openOwn: (path) => openTab(extensionUrl(path)),
    tabAt: async (url) => {
      const page = await find(url);
      pages.push(page);
      return page;
    },
    changeSettings,
  };
}
