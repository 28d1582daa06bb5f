import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPage, openControlPage } from '../../scripts/lib/control-page.ts';
import { ANSWER } from '../fixtures/correction.ts';
import { correctionsInStorage, keepAsBefore, keptCorrections } from './harness/corrections.ts';
import { chooseForExtension } from './harness/extensions-page.ts';
import {
  behindLogin,
  type ExtensionBrowser,
  launchExtension,
  login,
  photo,
  type Site,
  startSite,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';
import { sendAsPageScript } from './harness/page-script.ts';

let browser: ExtensionBrowser;
let control: ControlPage;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchExtension(), startSite()]);
  const again = browser.context.waitForEvent('serviceworker');
  await chooseForExtension(browser.context, browser.extensionId, { incognitoAccess: true });
  await again;
  control = await waitUntil(
    () => openControlPage(browser.context, browser.extensionId).catch(() => undefined),
    (page) => page !== undefined,
  ).then((page) => page as ControlPage);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page in an incognito window of its own. */
async function openIncognito(url: string): Promise<Page> {
  await control.page.evaluate((address) => chrome.windows.create({ incognito: true, url: address }), url);
  // Looked for, because a page may be told of before it has its address.
  const opened = await waitUntil(
    async () => browser.context.pages().find((page) => page.url() === url),
    (page) => page !== undefined,
  );
  return opened as Page;
}

/** Everything that the extension has stored in the profile, whatever way it went. */
function stored() {
  return control.page.evaluate(async () => ({
    local: await chrome.storage.local.get(),
    session: await chrome.storage.session.get(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    web: [localStorage.length, sessionStorage.length],
  }));
}

async function profileFolder(): Promise<string> {
  const page = await browser.context.newPage();
  await page.goto('chrome://version');
  // The page is there before the browser has told it the path: in an empty one nothing would ever be found.
  const path = await waitUntil(
    () => page.locator('#profile_path').textContent(),
    (text) => text !== null && text !== '',
  );
  await page.close();
  return path ?? '';
}

/** What `look` finds; nothing where the file or folder is gone by then, as those of a running browser come and go. */
function whileThere<T>(look: () => T[]): T[] {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The files of the profile that hold a word. */
function filesWith(folder: string, word: string): string[] {
  const entries = whileThere(() => readdirSync(folder, { withFileTypes: true }));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesWith(path, word);
    return entry.isFile() ? whileThere(() => (readFileSync(path).includes(word) ? [path] : [])) : [];
  });
}

/** Offscreen documents of all windows. */
async function engines(): Promise<number> {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  const found = await session?.send('Target.getTargets', { filter: [{ type: 'background_page' }] });
  await session?.detach();
  return found?.targetInfos.filter(({ url }) => url.includes('offscreen')).length ?? 0;
}

describe('in an incognito window', () => {
  it('pictures are read, without the cookies of the other windows', async () => {
    site.route('/login', login('<img src="/private.png" width="300">'));
    site.route('/private.png', behindLogin(photo('astronaut.png')));
    const plain = await browser.context.newPage();
    await plain.goto(site.url('/login'));
    await waitForFaces(plain, 1);
    site.route('/visit', (_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Visit</title><img src="/public.png" width="300">');
    });
    site.route('/public.png', photo('astronaut.png'));
    const hidden = await openIncognito(site.url('/visit'));
    await waitForFaces(hidden, 1);
    const asked = site.requests.filter(({ path }) => path === '/public.png');
    expect(asked.map(({ destination }) => destination)).toEqual(['image', 'empty']);
    expect(asked.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
    await plain.close();
    await hidden.close();
  });

  it('nothing is left behind: nothing stored, no file of the profile, no engine', async () => {
    const folder = await profileFolder();
    const serve = (name: string) => {
      const picture = `/picture-of-${name}.png`;
      site.route(picture, (request, response) => {
        response.setHeader('cache-control', 'max-age=3600');
        return photo('astronaut.png')(request, response);
      });
      site.route(`/${name}`, (_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(`<!doctype html><title>${name}</title><img src="${picture}" width="300">`);
      });
      return site.url(`/${name}`);
    };
    // In a usual window, to see that it would be noticed.
    const usual = await browser.context.newPage();
    await usual.goto(serve('usualvisit'));
    await waitForFaces(usual, 1);
    await waitUntil(
      async () => filesWith(folder, 'usualvisit'),
      (files) => files.length > 0,
    );
    // That of the test before ends with its window, a moment later.
    await waitUntil(engines, (count) => count === 1);
    const before = await stored();

    const hidden = await openIncognito(serve('hiddenvisit'));
    await waitForFaces(hidden, 1);
    expect(await engines()).toBe(2);
    // Whoever speaks as Mien's script there: the card itself offers it in no private window.
    expect(await sendAsPageScript(hidden, 'keepCorrection', ANSWER)).toMatchObject({
      err: { message: 'Nothing is kept of private windows.' },
    });
    await hidden.close();
    await waitUntil(engines, (count) => count === 1);
    expect(await stored()).toEqual(before);
    const databases = ['mien-corrections'];
    expect(before).toEqual({ local: {}, session: {}, databases, caches: [], web: [0, 0] });
    expect(await keptCorrections(control)).toEqual([]);
    expect(filesWith(folder, 'hiddenvisit')).toEqual([]);
    await usual.close();
  });

  it('no answer that an earlier Mien has kept of the other windows is taken away from them', async () => {
    const answered = [{ ...ANSWER, id: 'a', at: 1 }];
    await keepAsBefore(control, answered);
    const options = `chrome-extension://${browser.extensionId}/options.html`;
    const hidden = await openIncognito(options);
    expect(await hidden.evaluate(() => chrome.extension.inIncognitoContext)).toBe(true);
    // It has looked then, in a database of its own.
    await waitUntil(
      () => hidden.evaluate(() => indexedDB.databases()),
      (databases) => databases.length === 1,
    );
    const list = (page: Page) => page.getByRole('region', { name: 'Your corrections' });
    expect(await list(hidden).innerText()).toContain('None.');
    expect(await correctionsInStorage(control)).toEqual(answered);
    await hidden.close();
    const usual = await browser.context.newPage();
    await usual.goto(options);
    await list(usual).getByRole('listitem').waitFor();
    expect(await correctionsInStorage(control)).toBeUndefined();
    expect(await keptCorrections(control)).toEqual(answered);
    await usual.close();
  });
});
