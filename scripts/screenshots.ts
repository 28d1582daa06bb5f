/**
 * Takes the pictures of the README from the real thing: `npm run build && npm run screenshots`.
 * Only the one photo that may be shown everywhere is used: NASA's portrait of Eileen Collins (public domain).
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO } from './demo/gallery.ts';
import { serveGallery } from './demo/serve-gallery.ts';
import { type ControlPage, openControlPage } from './lib/control-page.ts';
import { ensureBuilt } from './lib/ensure-built.ts';
import { type ExtensionBrowser, launchExtension } from './lib/launch-extension.ts';
import { readWholePage } from './lib/read-whole-page.ts';

const FOLDER = join('docs', 'pictures');
const READ_DEADLINE = 60_000;
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
}

async function takePopup({ page }: ControlPage, tab: number): Promise<void> {
  await page.setViewportSize(POPUP_SIZE);
  await page.goto(new URL(`/popup.html?tab=${tab}`, page.url()).href);
  await page.waitForTimeout(FIRST_ANSWER);
  await page.screenshot({ path: join(FOLDER, 'popup.png') });
}

await mkdir(FOLDER, { recursive: true });
const [portrait] = DEMO.exhibits;
if (portrait === undefined) throw new Error('The demo has no pictures.');
const site = await serveGallery({ ...DEMO, exhibits: [portrait] });
try {
  const browser = await launchExtension({ extensionDir: await ensureBuilt() });
  try {
    await takePage(browser, await openControlPage(browser.context, browser.extensionId), site.url);
  } finally {
    await browser.close();
  }
} finally {
  await site.close();
}
