import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CDPSession, Page } from 'playwright';
import { openControlPage } from '../../scripts/lib/control-page.ts';
import { type ExtensionBrowser, launchExtension } from '../../scripts/lib/launch-extension.ts';
import type { FrameState } from '../../src/messaging/protocol.ts';

/** One of the two browsers that are compared. */
export interface Side {
  readonly name: 'bare' | 'mien';
  /** How the addresses of all scripts begin that Mien runs in pages; none in the bare browser. */
  readonly scripts: string | undefined;
  /** A session of the browser itself. */
  readonly session: CDPSession;
  open(url: string): Promise<Page>;
  /** What Mien has found on a page; nothing in the bare browser. */
  countsOf(page: Page): Promise<FrameState['counts'] | undefined>;
  close(): Promise<void>;
}

async function sessionOf({ context }: ExtensionBrowser): Promise<CDPSession> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');
  return session;
}

async function openPage({ context }: ExtensionBrowser, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** A browser with an extension that does nothing, so that both are started in one way. */
export async function openBareSide(): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), 'mien-idle-extension-'));
  const manifest = {
    manifest_version: 3,
    name: 'Idle',
    version: '1',
    background: { service_worker: 'idle.js' },
  };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'idle.js'), '');
  const browser = await launchExtension({ extensionDir: folder, welcome: 'none' });
  return {
    name: 'bare',
    scripts: undefined,
    session: await sessionOf(browser),
    open: (url) => openPage(browser, url),
    countsOf: async () => undefined,
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A browser with Mien as `npm run build` leaves it. */
export async function openMienSide(): Promise<Side> {
  const browser = await launchExtension({ extensionDir: resolve('.output', 'chrome-mv3') });
  const control = await openControlPage(browser.context, browser.extensionId);
  return {
    name: 'mien',
    scripts: `chrome-extension://${browser.extensionId}/`,
    session: await sessionOf(browser),
    open: (url) => openPage(browser, url),
    countsOf: async (page) => (await control.statesOf(page, { images: false }))[0]?.counts,
    close: () => browser.close(),
  };
}
