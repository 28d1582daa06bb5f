/**
 * Takes the pictures of the README from the real thing: `npm run build && npm run screenshots`.
 * Only the one photo that may be shown everywhere is used: NASA's portrait of Eileen Collins (public domain).
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { DEMO } from './demo/gallery.ts';
import { serveGallery } from './demo/serve-gallery.ts';
import { type ControlPage, openControlPage } from './lib/control-page.ts';
import { ensureBuilt } from './lib/ensure-built.ts';
import { filmSwitches, writeFilm } from './lib/fake-film.ts';
import { type ExtensionBrowser, launchExtension } from './lib/launch-extension.ts';
import { readWholePage } from './lib/read-whole-page.ts';

const FOLDER = join('docs', 'pictures');
const PORTRAIT = join('tests', 'fixtures', 'astronaut.png');
const READ_DEADLINE = 60_000;
const VIEWER_SIZE = { width: 1280, height: 900 };
const PAGE_SIZE = { width: 880, height: 720 };
/** As wide as Chrome makes it, and as high as Chrome lets it be. */
const POPUP_SIZE = { width: 390, height: 600 };
/** Long enough for the popup to have asked the page once. */
const FIRST_ANSWER = 2000;

async function takePage({ context }: ExtensionBrowser, control: ControlPage, url: string): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize(PAGE_SIZE);
  await page.goto(url);
  await readWholePage(page, control, READ_DEADLINE);
  await takePopup(control, await control.tabOf(page));
  await page.bringToFront();
  await page.evaluate(() => scrollTo({ top: 190, behavior: 'instant' }));
  // The only thing on the page that takes the focus is the badge; its card opens then.
  await page.keyboard.press('Tab');
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, 'page.png') });
  await takeCard(page);
}

/** The card with its question, worked by keyboard as anybody can: the closed root is closed to this script too. */
async function takeCard(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  // Over the sign that closes it, to "Wrong?".
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(FOLDER, 'card.png') });
  await page.emulateMedia({ colorScheme: null });
}

async function takePopup({ page }: ControlPage, tab: number): Promise<void> {
  await page.setViewportSize(POPUP_SIZE);
  await page.goto(new URL(`/popup.html?tab=${tab}`, page.url()).href);
  await page.waitForTimeout(FIRST_ANSWER);
  await page.screenshot({ path: join(FOLDER, 'popup.png') });
}

/** The pages of the extension that need no page beside them. */
async function takeOptionsAndWelcome({ context, extensionId }: ExtensionBrowser): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 760, height: 1200 });
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.locator('.shortcuts > div').first().waitFor({ timeout: READ_DEADLINE });
  await page.screenshot({ path: join(FOLDER, 'options.png') });
  await page.setViewportSize({ width: 1100, height: 760 });
  await page.goto(`chrome-extension://${extensionId}/welcome.html`);
  await page.locator('[data-example="read"]').waitFor({ timeout: READ_DEADLINE });
  await page.screenshot({ path: join(FOLDER, 'welcome.png') });
  await page.close();
}

async function takeViewer({ context, extensionId }: ExtensionBrowser): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize(VIEWER_SIZE);
  await page.goto(`chrome-extension://${extensionId}/viewer.html`);
  await page.locator('input[data-give="files"]').setInputFiles(PORTRAIT);
  await page.locator('.face-panel canvas').waitFor({ timeout: READ_DEADLINE });
  await page.screenshot({ path: join(FOLDER, 'viewer.png') });
  await takeInside(page);
  await page.getByRole('button', { name: 'Camera' }).click();
  await page.locator('.film .face-box').waitFor({ timeout: READ_DEADLINE });
  // Until the rate of reading is known.
  await page.getByText(/a second: [1-9]/).waitFor({ timeout: READ_DEADLINE });
  await page.screenshot({ path: join(FOLDER, 'camera.png') });
  await page.close();
}

async function takeInside(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Look inside/ }).click();
  await page.locator('.inside-view').waitFor({ timeout: READ_DEADLINE });
  await page.screenshot({ path: join(FOLDER, 'inside.png') });
  await page.locator('[data-stage="stage2"]').scrollIntoViewIfNeeded();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(FOLDER, 'inside-stages.png') });
  await page.emulateMedia({ colorScheme: null });
  await page.keyboard.press('Escape');
}

await mkdir(FOLDER, { recursive: true });
const [portrait] = DEMO.exhibits;
if (portrait === undefined) throw new Error('The demo has no pictures.');
const site = await serveGallery({ ...DEMO, exhibits: [portrait] });
const filmFolder = await mkdtemp(join(tmpdir(), 'mien-film-'));
try {
  const film = join(filmFolder, 'camera.y4m');
  await writeFilm(film);
  const browser = await launchExtension({ extensionDir: await ensureBuilt(), args: filmSwitches(film) });
  try {
    await takePage(browser, await openControlPage(browser.context, browser.extensionId), site.url);
    await takeOptionsAndWelcome(browser);
    await takeViewer(browser);
  } finally {
    await browser.close();
  }
} finally {
  await site.close();
  await rm(filmFolder, { recursive: true, force: true });
}
