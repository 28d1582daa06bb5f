/** Opens a browser with Mien in it; without a display, or where files are asked for, reads a page without a window. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { backendLine, whyNotAsForced } from './lib/backend-report.ts';
import { checkWritable } from './lib/check-writable.ts';
import { type ControlPage, openControlPage } from './lib/control-page.ts';
import { describeImage, lineFor } from './lib/describe-images.ts';
import { ensureBuilt } from './lib/ensure-built.ts';
import { type ExtensionBrowser, launchExtension } from './lib/launch-extension.ts';
import { openTarget } from './lib/open-target.ts';
import { provideBrowser } from './lib/provide-browser.ts';
import { readWholePage } from './lib/read-whole-page.ts';
import { parseStartOptions, type StartOptions, USAGE } from './lib/start-options.ts';

const LOAD_DEADLINE = 60_000;
const DEFAULT_SCREENSHOT = join('.output', 'page.png');

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function open(page: Page, url: string): Promise<void> {
  const response = await page
    .goto(url, { waitUntil: 'load', timeout: LOAD_DEADLINE })
    .catch((error: Error) => {
      throw new Error(`${url} could not be opened: ${error.message.split('\n')[0]}`);
    });
  if (response && !response.ok())
    throw new Error(`${url} could not be opened: it answered ${response.status()}.`);
}

/** Shows the page to a person until they close the browser. */
async function show({ context }: ExtensionBrowser, page: Page, url: string): Promise<void> {
  const closed = context.waitForEvent('close', { timeout: 0 });
  await open(page, url);
  console.log(`Mien is open on ${url} until you close the browser.`);
  await closed;
}

/** Reads the page without a window, and writes what was asked for. */
async function read(page: Page, control: ControlPage, url: string, options: StartOptions): Promise<void> {
  await open(page, url);
  const { images, finished } = await readWholePage(page, control, options.timeoutSeconds * 1000);
  const described = images.map(describeImage);
  for (const image of described) console.log(lineFor(image));
  if (options.json) await writeFile(options.json, `${JSON.stringify(described, null, 2)}\n`);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await page.screenshot({ path: options.screenshot ?? DEFAULT_SCREENSHOT, fullPage: true });
  console.log(`The annotated page: ${options.screenshot ?? DEFAULT_SCREENSHOT}`);
  const engine = await control.engineStatus();
  console.log(backendLine(engine));
  if (engine.state === 'failed') throw new Error('No backend runs on this machine.');
  const excuse = whyNotAsForced(engine, options.backend);
  if (excuse !== undefined) throw new Error(`${backendLine(engine)}. ${excuse}`);
  if (!finished) throw new Error(`The page was not read to its end within ${options.timeoutSeconds} s.`);
}

async function run(
  browser: ExtensionBrowser,
  url: string,
  headless: boolean,
  options: StartOptions,
): Promise<void> {
  const control = await openControlPage(browser.context, browser.extensionId);
  if (options.backend) await control.changeSettings({ backend: options.backend });
  const page = browser.context.pages().find((opened) => opened.url() === 'about:blank');
  if (page === undefined) throw new Error('The browser opened no page.');
  if (headless) return await read(page, control, url, options);
  await control.page.close();
  await show(browser, page, url);
}

async function start(options: StartOptions): Promise<void> {
  for (const file of [options.json, options.screenshot]) {
    if (file !== undefined) await checkWritable(file);
  }
  const target = await openTarget(options.target);
  try {
    const executablePath = await provideBrowser();
    const extensionDir = await ensureBuilt();
    const headless = Boolean(options.screenshot || options.json) || !hasDisplay();
    const browser = await launchExtension({ extensionDir, executablePath, headless });
    try {
      await run(browser, target.url, headless, options);
    } finally {
      await browser.close();
    }
  } finally {
    await target.close();
  }
}

try {
  const options = parseStartOptions(process.argv.slice(3));
  if (options.help) console.log(USAGE);
  else await start(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
