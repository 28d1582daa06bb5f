import type { BrowserContext, Page } from 'playwright';
import { afterAll, afterEach } from 'vitest';
import { type ControlPage, openControlPage } from '../../../scripts/lib/control-page.ts';
import { DEFAULT_SETTINGS } from '../../../src/settings/schema.ts';
import { type ExtensionBrowser, launchExtension } from './launch.ts';
import { html, type Route } from './routes.ts';
import { type Site, startSite } from './site.ts';

/** One browser with the built extension, and one site, for all tests of a file. */
export interface Mien {
  readonly browser: ExtensionBrowser;
  readonly context: BrowserContext;
  readonly control: ControlPage;
  readonly site: Site;
  /** Opens a page with this body, or with this route; it is closed after the test. */
  open(body: string | Route, host?: string): Promise<Page>;
}

/**
 * Starts browser and site, and ends them after the last test of the file. After each test its pages are closed and
 * the settings are the defaults again.
 */
export async function useMien(
  options: { readonly args?: readonly string[]; readonly extensionDir?: string } = {},
): Promise<Mien> {
  const browser = await launchExtension(options);
  const site = await startSite();
  const control = await openControlPage(browser.context, browser.extensionId);
  const pages: Page[] = [];
  let opened = 0;

  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
    await control.changeSettings(DEFAULT_SETTINGS);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  return {
    browser,
    context: browser.context,
    control,
    site,
    open: async (body, host) => {
      const path = `/page-${opened++}`;
      site.route(path, typeof body === 'string' ? html(body) : body);
      const page = await browser.context.newPage();
      pages.push(page);
      await page.goto(site.url(path, host));
      return page;
    },
  };
}
