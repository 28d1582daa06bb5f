import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  BUILT_EXTENSION,
  type ExtensionBrowser,
  html,
  launchExtension,
  openControlPage,
  type Site,
  startSite,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';

const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';
let browser: ExtensionBrowser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchExtension(), startSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it('pages that are open when the extension is loaded are read without a reload, frames too', async () => {
  site.route('/framed', html(ASTRONAUT));
  const frame = site.url('/framed', 'other.localhost');
  site.route('/page', html(`${ASTRONAUT}<iframe src="${frame}" width="500" height="450"></iframe>`));
  const page = await browser.context.newPage();
  await page.goto(site.url('/page'));
  await waitForFaces(page, 2);

  // The same extension once more: to the browser an update, and the page scripts of before are orphans.
  const session = await browser.context.browser()?.newBrowserCDPSession();
  await session?.send('Extensions.loadUnpacked', { path: BUILT_EXTENSION });
  const control = await openControlPage(browser.context, browser.extensionId);
  const states = await waitUntil(
    () => control.statesOf(page, { images: false }),
    (frames) => frames.length === 2 && frames.every(({ counts }) => counts.read === 1),
  );
  expect(states.map(({ counts }) => counts.faces)).toEqual([1, 1]);
  // Each face once: what the orphans had drawn is gone.
  await waitForFaces(page, 2);
  expect(site.hits('/page')).toBe(1);
});
