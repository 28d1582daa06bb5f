import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { pressDrawn } from './harness/card.ts';
import {
  BUILT_EXTENSION,
  type ExtensionBrowser,
  launchExtension,
  photoPath,
  readOverlayText,
  type Site,
  startSite,
  status,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';
import { accessibilityFaults } from './harness/viewer.ts';

/** Words without which there is no English sentence, and which none of these languages has. */
const ENGLISH = /\b(the|and|is|of|could not|this|could|not|with|from|it|your|images?)\b/i;
/** Proper names, addresses and file names. */
const NAMES =
  /Mien|WebGPU|WebGL|WASM|CPU|CSV|JSON|PNG|Eileen Collins|NASA|FER\+|https?:\S+|\S+\.(txt|png|jpg)|example\.org/g;

const site = await startSite();
site.route('/gone.png', status(403));
site.route('/page', (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end(
    '<!doctype html><title>x</title><img src="/photos/astronaut.png" width="400"><img src="data:image/png;base64,AAAA" width="200" height="200">',
  );
});
afterAll(() => site.close());

/** The built extension with one language in the place of English, as most machines have the browser in one language alone. */
async function builtIn(language: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mien-language-'));
  await cp(BUILT_EXTENSION, folder, { recursive: true });
  const messages = (tag: string) => join(folder, '_locales', tag, 'messages.json');
  await cp(messages(language), messages('en'));
  return folder;
}

/** All that a person sees or hears on a page. */
async function wordsOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const spoken = ['aria-label', 'title', 'alt', 'placeholder', 'aria-valuetext', 'aria-description'];
    const attributes = [...document.querySelectorAll('*')].flatMap((element) =>
      spoken.map((name) => element.getAttribute(name) ?? ''),
    );
    return [document.title, document.body.innerText, ...attributes].filter(Boolean).join('\n');
  });
}

async function expectNoEnglish(words: string): Promise<void> {
  const lines = words.split('\n').map((line) => line.replaceAll(NAMES, ''));
  expect(lines.filter((line) => ENGLISH.test(line))).toEqual([]);
}

async function openPage({ context, extensionId }: ExtensionBrowser, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/${path}`);
  return page;
}

async function checkPopup(browser: ExtensionBrowser, { url }: Site): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto(url('/page'));
  await waitForFaces(page, 1);
  await pressDrawn(page, /99/);
  await waitUntil(
    () => readOverlayText(page),
    (text) => text.length > 150,
  );
  await expectNoEnglish(await readOverlayText(page));
  const control = await openPage(browser, 'popup.html');
  const tab = await control.evaluate(
    async (address) => (await chrome.tabs.query({})).find((each) => each.url === address)?.id,
    url('/page'),
  );
  const popup = await openPage(browser, `popup.html?tab=${tab}`);
  await popup.locator('.expression').first().waitFor();
  for (const summary of await popup.locator('summary').all()) await summary.click();
  await popup.locator('.engine li').first().waitFor();
  await expectNoEnglish(await wordsOf(popup));
}

async function checkViewer(browser: ExtensionBrowser): Promise<void> {
  const viewer = await openPage(browser, 'viewer.html');
  await expectNoEnglish(await wordsOf(viewer));
  const files = [photoPath('astronaut.png')];
  await viewer.locator('input[data-give="files"]').setInputFiles(files);
  await viewer.locator('.face-panel canvas').waitFor();
  await viewer.locator('form.address input').fill(site.url('/gone.png'));
  await viewer.keyboard.press('Enter');
  await viewer.locator('[data-kind="failed"]').waitFor();
  await viewer.locator('form.address input').fill('x y');
  await viewer.keyboard.press('Enter');
  await viewer.getByRole('alert').waitFor();
  await expectNoEnglish(await wordsOf(viewer));
  await viewer.locator('.row').first().click();
  await viewer.locator('.face-panel button').first().click();
  await viewer.locator('.inside-view').waitFor();
  await expectNoEnglish(await wordsOf(viewer));
  expect(await accessibilityFaults(viewer)).toEqual([]);
}

describe.each(['de', 'ja', 'ar'])('in a browser that speaks "%s"', (language) => {
  it('Mien says nothing in English, whatever goes wrong', async () => {
    const extensionDir = await builtIn(language);
    const browser = await launchExtension({ extensionDir });
    try {
      const options = await openPage(browser, 'options.html');
      await options.locator('.shortcuts > div').first().waitFor();
      expect(await options.evaluate(() => document.documentElement.lang)).toBe(language);
      await expectNoEnglish(await wordsOf(options));
      const welcome = await openPage(browser, 'welcome.html');
      await welcome.locator('[data-example="read"]').waitFor();
      await expectNoEnglish(await wordsOf(welcome));
      await checkPopup(browser, site);
      await checkViewer(browser);
    } finally {
      await browser.close();
      await rm(extensionDir, { recursive: true });
    }
  }, 120_000);
});
