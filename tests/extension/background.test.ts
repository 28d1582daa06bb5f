import { describe, expect, it } from 'vitest';
import { useMien, waitForFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { control } = mien;
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';

/** Asked of the browser itself: Playwright keeps a worker in its list after it has been stopped. */
async function serviceWorkerRuns(): Promise<boolean> {
  const session = await mien.context.browser()?.newBrowserCDPSession();
  const targets = await session?.send('Target.getTargets', { filter: [{ type: 'service_worker' }] });
  await session?.detach();
  return (targets?.targetInfos.length ?? 0) > 0;
}

async function stopServiceWorker(): Promise<void> {
  const session = await mien.context.newCDPSession(control.page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await waitUntil(serviceWorkerRuns, (runs) => !runs);
  await session.detach();
}

describe('the toolbar button', () => {
  it('says why where no extension may run', async () => {
    const page = await mien.context.newPage();
    await page.goto('chrome://version');
    const tab = await control.page.evaluate(async () => {
      const tabs = await chrome.tabs.query({});
      return tabs.find(({ url }) => url === undefined);
    });
    await control.engineStatus();
    await mien.context.serviceWorkers()[0]?.evaluate((clicked) => {
      const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
      event.dispatch({ menuItemId: 'read-faces-in-image', frameId: 0, srcUrl: 'chrome://a/b.png' }, clicked);
    }, tab);
    const shown = () =>
      control.page.evaluate(
        async (tabId) => ({
          badge: await chrome.action.getBadgeText({ tabId }),
          title: await chrome.action.getTitle({ tabId }),
        }),
        tab?.id ?? -1,
      );
    const { title } = await waitUntil(shown, ({ badge }) => badge === '!');
    expect(title).toMatch(/^Mien: This page cannot be read\. Cannot access .+/);
    await page.close();
  });
});

// Last: Playwright may go on holding the worker that is stopped here.
describe('the choice of a backend', () => {
  it('reaches the engine that lives, also when the service worker was asleep', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    await stopServiceWorker();
    await control.changeSettings({ backend: 'cpu' });
    // Woken by the change itself: nobody has sent a message.
    await waitUntil(serviceWorkerRuns, (runs) => runs);
    await waitUntil(
      () => control.engineStatus(),
      ({ choice, backend }) => choice === 'cpu' && backend === 'cpu',
    );
  });
});
