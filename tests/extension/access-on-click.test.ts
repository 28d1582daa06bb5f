import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseForExtension, pressButton } from './harness/extensions-page.ts';
import { readFaces, useMien, waitForFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { browser, context, control, site } = mien;

beforeAll(() => chooseForExtension(context, browser.extensionId, { hostAccess: 'ON_CLICK' }));

/** The entry of the context menu, as the browser reports it; it tells no address of a page that is withheld. */
async function rightClick(page: Page, srcUrl: string): Promise<void> {
  await page.bringToFront();
  const [tab] = await control.page.evaluate(() => chrome.tabs.query({ active: true }));
  await control.engineStatus();
  const [worker] = await waitUntil(
    async () => context.serviceWorkers(),
    (workers) => workers.length > 0,
  );
  await worker?.evaluate(
    ([clicked, at]) => {
      const event = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
      event.dispatch(clicked, at);
    },
    [{ menuItemId: 'read-faces-in-image', mediaType: 'image', frameId: 0, srcUrl }, tab] as const,
  );
}

// The browser lets no test choose an entry of its own menu. A press of the button is the same to it: both let the
// extension into the page in front, by the same permission granter.
describe('with its access to sites withheld until a click', () => {
  it('Mien is not in a page at all', async () => {
    const page = await mien.open('<img src="/photos/astronaut.png" width="400">');
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => document.querySelectorAll('mien-overlay').length)).toBe(0);
    expect(await readFaces(page)).toEqual([]);
    expect(site.requests.filter(({ destination }) => destination === 'empty')).toEqual([]);
  });

  it.each([
    ['of the page’s own site', site.url('/photos/astronaut.png')],
    ['of another site, as the screen shows it', site.url('/photos/astronaut.png', 'photos.localhost')],
  ])('a picture is read where the person right-clicks it: %s', async (_whose, src) => {
    const page = await mien.open(`<img src="${src}" width="400">`);
    await page.bringToFront();
    await pressButton(page, browser.extensionId);
    await rightClick(page, src);
    await waitForFaces(page, 1);
  });
});
