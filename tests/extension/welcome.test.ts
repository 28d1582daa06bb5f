import { afterAll, describe, expect, it } from 'vitest';
import { launchExtension, waitForFaces, waitUntil } from './harness/index.ts';

const browser = await launchExtension({ welcome: 'keep' });
afterAll(() => browser.close());

const welcomePages = () => browser.context.pages().filter((page) => page.url().endsWith('/welcome.html'));

describe('the welcome page', () => {
  it('is opened once when the extension is installed, and reads its picture', async () => {
    const [page] = welcomePages();
    if (page === undefined) throw new Error('There is no welcome page.');
    await page.bringToFront();
    await page.getByText('This picture was read just now, on this device.').waitFor({ timeout: 60_000 });
    const [face] = await waitForFaces(page, 1);
    expect(face?.expression).toBe('happiness');
    expect(await page.locator('.statements li').count()).toBe(3);
    expect(welcomePages()).toHaveLength(1);
  });

  it('reads its picture also where everything is switched off', async () => {
    const [first] = welcomePages();
    await first?.evaluate(() =>
      chrome.storage.local.set({ settings: { enabled: false, mode: 'on-request', leastConfidence: 1 } }),
    );
    await first?.reload();
    await first?.getByText('This picture was read just now, on this device.').waitFor({ timeout: 60_000 });
    // That it is read is said as soon as it is known; what draws the badges may still be on its way.
    if (first) await waitForFaces(first, 1);
  });

  it('leads to the settings', async () => {
    const [page] = welcomePages();
    await page?.getByRole('button', { name: 'All settings' }).click();
    await waitUntil(
      async () => browser.context.pages().some((one) => one.url().endsWith('/options.html')),
      (isOpen) => isOpen,
    );
  });
});
