import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Worker } from 'playwright';
import { findChromium } from './find-chromium.ts';

export interface LaunchOptions {
  /** The unpacked extension. */
  readonly extensionDir: string;
  readonly headless?: boolean;
  /** What becomes of the page that Mien opens by itself; `none` for an extension that opens none. It is closed unless said otherwise. */
  readonly welcome?: 'close' | 'keep' | 'none';
  /** More switches for the browser. */
  readonly args?: readonly string[];
  /** The program to run; found on this machine where it is left out. */
  readonly executablePath?: string;
}

/** A running browser with the extension in it. */
export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The service worker that ran first; one that was stopped comes back as another object. */
  readonly serviceWorker: Worker;
  /** Closes the browser and removes its profile; may be called twice. */
  close(): Promise<void>;
}

const START_DEADLINE = 30_000;

const SWITCHES = [
  // Keep the browser from asking, from updating itself and from speaking to anyone but the pages that it shows.
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Google Chrome ignores --load-extension since version 137; this lets DevTools load one, in every browser alike.
  '--enable-unsafe-extension-debugging',
];

function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * What Playwright says of a browser that did not start, without its log: what the program itself said before it ended,
 * where it ended and said anything.
 */
export function causeOf(message: string): string {
  const [first = ''] = message.split('\n');
  const [, said] = /has been closed/.test(first) ? (/\[err\] (.+)/.exec(message) ?? []) : [];
  return said ?? first.replace(/^browserType\.\w+: /, '');
}

async function openBrowser(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  const { headless = true, args = [] } = options;
  const executablePath = options.executablePath ?? findChromium();
  if (executablePath === undefined) throw new Error('No Chromium, Chrome or Edge was found on this machine.');
  const opening = chromium.launchPersistentContext(profile, {
    executablePath,
    headless,
    timeout: START_DEADLINE,
    viewport: headless ? { width: 1280, height: 800 } : null,
    chromiumSandbox: !runsAsRoot(),
    // People's browsers run extensions, and keep pages that one goes back to.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [...SWITCHES, ...args],
  });
  return await opening.catch((error: Error) => {
    throw new Error(`${executablePath} could not be started as a browser: ${causeOf(error.message)}`);
  });
}

/** The page that the extension opens by itself, once it is installed. */
export const WELCOME_PAGE = '/welcome.html';

async function loadExtension(context: BrowserContext, options: LaunchOptions): Promise<Worker> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');
  const started = context.waitForEvent('serviceworker', { timeout: START_DEADLINE });
  const { welcome = 'close' } = options;
  const welcomed =
    welcome === 'none'
      ? Promise.resolve()
      : context.waitForEvent('page', {
          predicate: (page) => page.url().endsWith(WELCOME_PAGE),
          timeout: START_DEADLINE,
        });
  // Where loading fails, that is the error to tell.
  for (const awaited of [started, welcomed]) awaited.catch(() => undefined);
  await session.send('Extensions.loadUnpacked', { path: resolve(options.extensionDir) });
  const [worker, page] = await Promise.all([started, welcomed]);
  if (welcome === 'close') await page?.close();
  return worker;
}

/**
 * Starts a browser with the extension loaded, in a profile of its own that is removed afterwards.
 *
 * @throws where there is no browser, no built extension, or the extension's service worker does not start in 30 s
 */
export async function launchExtension(options: LaunchOptions): Promise<ExtensionBrowser> {
  const { extensionDir } = options;
  if (!existsSync(join(extensionDir, 'manifest.json'))) {
    throw new Error(`No built extension in ${extensionDir}: run "npm run build" first.`);
  }
  const profile = await mkdtemp(join(tmpdir(), 'mien-profile-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeProfile); // Ctrl-C ends the browser and this process without a call of \`close\`.
  let context: BrowserContext | undefined;
  const close = async () => {
    await context?.close();
    removeProfile();
    process.off('exit', removeProfile);
  };
  try {
    context = await openBrowser(profile, options);
    const serviceWorker = await loadExtension(context, options);
    return { context, extensionId: new URL(serviceWorker.url()).host, serviceWorker, close };
  } catch (error) {
    await close();
    throw error;
  }
}
