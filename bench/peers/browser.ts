import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { findChromium } from '../../scripts/lib/find-chromium.ts';
import { megabytesOf, NOW, OWN, PEAK } from '../lib/process-memory.ts';
import type { LibraryPage } from './library-page.ts';
import type { Library } from './options.ts';
import type { BackendFlag } from './readers/reader.ts';
import type { BenchServer } from './server.ts';

const SWITCHES = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];

function launch(backend: BackendFlag): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...SWITCHES, ...(backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : [])],
  });
}

/** Opens an address in a fresh browser of its own. */
export async function openPage(
  address: string,
  backend: BackendFlag,
): Promise<{ page: Page; browser: Browser; close: () => Promise<void> }> {
  const browser = await launch(backend);
  try {
    const page = await browser.newPage();
    await page.goto(address, { waitUntil: 'load' });
    return { page, browser, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/**
 * Opens a library in a fresh browser of its own and waits until it has read `first`. The clock of the cold start begins
 * with the page's address, not with the browser.
 */
export async function openLibrary(
  server: BenchServer,
  library: Library,
  backend: BackendFlag,
  first: string,
): Promise<LibraryPage> {
  const query = new URLSearchParams({ library, backend, first });
  const { page, browser, close } = await openPage(`${server.origin}/?${query}`, backend);
  try {
    const coldStart = await page.evaluate(async () => (await bench).coldStart);
    const devtools = await browser.newBrowserCDPSession();
    return libraryPage(browser, page, coldStart, devtools);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Memory that a page without anything holds, without the files that all processes map. */
export async function emptyMemory(backend: BackendFlag): Promise<number | undefined> {
  const { browser, close } = await openPage('data:text/html,<title>Nothing</title>', backend);
  try {
    return await memoryOf(await browser.newBrowserCDPSession(), OWN);
  } finally {
    await close();
  }
}

function libraryPage(browser: Browser, page: Page, coldStart: number, devtools: CDPSession): LibraryPage {
  return {
    runsIn: `Chromium ${browser.version()}`,
    coldStart,
    readOne: (url) => page.evaluate(async (address) => (await bench).page.readOne(address), url),
    readAll: (urls) => page.evaluate(async (all) => (await bench).page.readAll(all), urls),
    peakMemory: () => memoryOf(devtools, PEAK),
    memory: () => memoryOf(devtools, NOW),
    ownMemory: () => memoryOf(devtools, OWN),
    processorTime: () => processorTimeOf(devtools),
    close: () => browser.close(),
  };
}

/** Of the page's process: the largest renderer, since a browser keeps an empty one ready beside it. Linux alone tells it. */
async function memoryOf(devtools: CDPSession, fields: readonly string[]): Promise<number | undefined> {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(renderers.map(({ id }) => megabytesOf(id, fields)));
  const most = Math.max(...sizes);
  return most > 0 ? Math.round(most) : undefined;
}

/** As the browser tells it: that of the renderer that has worked most. */
async function processorTimeOf(devtools: CDPSession): Promise<number | undefined> {
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const seconds = processInfo.filter(({ type }) => type === 'renderer').map(({ cpuTime }) => cpuTime);
  return seconds.length > 0 ? 1000 * Math.max(...seconds) : undefined;
}
