import { describe, expect, it } from 'vitest';
import { serviceWorker } from './harness/context-menu.ts';
import {
  serviceWorkerRuns,
  stopServiceWorker,
  untilFacesAreCounted,
  useMien,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { control } = mien;
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';

describe('the toolbar button', () => {
  it('says why where no extension may run', async () => {
    const page = await mien.context.newPage();
    await page.goto('chrome://version');
    const tab = await control.page.evaluate(async () => {
      const tabs = await chrome.tabs.query({});
      return tabs.find(({ url }) => url === undefined);
    });
    const worker = await serviceWorker(mien);
    await worker.evaluate((clicked) => {
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
    // The page tells of its face half a second after it is drawn, and would wake the worker that was just stopped.
    await untilFacesAreCounted(control, await control.tabOf(page), 1);
    // Asleep, and not woken at once by something else that the browser had to tell it.
    await waitUntil(
      async () => {
        await stopServiceWorker(control);
        return serviceWorkerRuns(control);
      },
      (runs) => !runs,
    );
    await control.changeSettings({ backend: 'cpu' });
    // Woken by the change itself: nobody has sent a message.
    await waitUntil(
      () => serviceWorkerRuns(control),
      (runs) => runs,
    );
    await waitUntil(
      () => control.engineStatus(),
      ({ choice, backend }) => choice === 'cpu' && backend === 'cpu',
    );
  });
});
