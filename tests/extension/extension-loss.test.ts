import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { extensionProcesses } from '../../scripts/lib/extension-processes.ts';
import { ANSWER } from '../fixtures/correction.ts';
import { correctionsInStorage, keepAsBefore, keptCorrections } from './harness/corrections.ts';
import {
  BUILT_EXTENSION,
  type ExtensionBrowser,
  held,
  html,
  launchExtension,
  openControlPage,
  photo,
  type Site,
  startSite,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';

/** The whole extension goes, in the middle of a reading, and comes back. */
let browser: ExtensionBrowser;
let site: Site;

beforeEach(async () => {
  [browser, site] = await Promise.all([launchExtension(), startSite()]);
});
afterEach(async () => {
  await browser?.close();
  await site?.close();
});

async function devtools() {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');
  return session;
}

/** A page with one picture that is read, and one whose reading is under way. */
async function openHalfRead() {
  const picture = photo('astronaut.png');
  const gate = held(picture);
  const asked = () =>
    site.requests.filter(({ path, destination }) => path === '/held.png' && destination === 'empty').length;
  site.route('/held.png', (request, response) =>
    (request.headers['sec-fetch-dest'] === 'image' ? picture : gate.route)(request, response),
  );
  site.route('/page', html('<img src="/photos/astronaut.png" width="300"><img src="/held.png" width="300">'));
  const page = await browser.context.newPage();
  await page.goto(site.url('/page'));
  await waitForFaces(page, 1);
  await waitUntil(
    async () => asked(),
    (count) => count === 1,
  );
  return { page, release: gate.release };
}

const load = async () => (await devtools()).send('Extensions.loadUnpacked', { path: BUILT_EXTENSION });

/** Waits until there are so many elements at the end of the page that are not the page's own. */
const untilHosts = (page: Page, count: number) =>
  waitUntil(
    () => page.evaluate(() => document.documentElement.children.length - 2),
    (hosts) => hosts === count,
  );

it('an update in the middle of a reading: the page is read by the new one, and nothing of the old one stays', async () => {
  const { page, release } = await openHalfRead();
  // As a Mien before the database has left it.
  const answered = [{ ...ANSWER, id: 'a', at: 1 }];
  await keepAsBefore(await openControlPage(browser.context, browser.extensionId), answered);
  await load();
  release();
  await waitForFaces(page, 2);
  const control = await openControlPage(browser.context, browser.extensionId);
  await waitUntil(
    () => control.statesOf(page, { images: false }),
    ([state]) => state?.counts.read === 2 && state.counts.waiting === 0,
  );
  await waitForFaces(page, 2);
  await untilHosts(page, 1);
  expect((await control.engineStatus()).state).toBe('ready');
  await waitUntil(
    () => correctionsInStorage(control),
    (left) => left === undefined,
  );
  expect(await keptCorrections(control)).toEqual(answered);
});

it('its process killed by the system: nothing of it stays on the page, and it reads again once it is started anew', async () => {
  const { page, release } = await openHalfRead();
  for (const pid of await extensionProcesses(await devtools())) process.kill(pid, 'SIGKILL');
  release();
  // To the browser an extension whose process dies has crashed. It asks the person whether to start it anew.
  await waitForFaces(page, 0);
  await untilHosts(page, 0);
  await load();
  await waitForFaces(page, 2);
  await untilHosts(page, 1);
});
