import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { html, useMien, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';
site.route('/framed', html('<img src="/photos/astronaut.png" width="300">'));

const textAt = async (page: Page) => {
  const tabId = await control.tabOf(page);
  return await control.page.evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId);
};
const expectText = (page: Page, text: string) =>
  waitUntil(
    () => textAt(page),
    (now) => now === text,
  );

describe('the number on the toolbar button', () => {
  it('is that of the faces in all frames, and goes with a frame', async () => {
    const page = await mien.open(
      `${ASTRONAUT}<iframe src="${site.url('/framed', 'other.localhost')}" width="400" height="400"></iframe>`,
    );
    await expectText(page, '2');
    await page.evaluate(() => document.querySelector('iframe')?.remove());
    await expectText(page, '1');
    await page.evaluate(() => document.querySelector('img')?.after(document.images[0]?.cloneNode() as Node));
    await expectText(page, '2');
    await page.evaluate(() => document.images[1]?.remove());
    await expectText(page, '1');
  });

  it('goes when the page does, and where it is not wanted', async () => {
    const page = await mien.open(ASTRONAUT);
    await expectText(page, '1');
    await control.changeSettings({ countOnButton: false });
    await expectText(page, '');
    await control.changeSettings({ countOnButton: true });
    await expectText(page, '1');
    site.route('/empty', html('<p>Nothing'));
    const address = page.url();
    await page.goto(site.url('/empty'));
    await expectText(page, '');
    // Playwright's `goBack` waits for a page that loads; the browser has kept this one.
    await page.evaluate(() => history.back());
    await waitUntil(
      async () => page.url(),
      (now) => now === address,
    );
    await expectText(page, '1');
    expect(await textAt(page)).toBe('1');
  });
});
