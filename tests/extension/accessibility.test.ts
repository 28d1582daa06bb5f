import { expect, it } from 'vitest';
import { ANSWER } from '../fixtures/correction.ts';
import { keepAsBefore } from './harness/corrections.ts';
import { truncated, useMien, waitForFaces } from './harness/index.ts';
import { accessibilityFaults } from './harness/viewer.ts';

const mien = await useMien();
const pageOf = async (path: string) => {
  const page = await mien.context.newPage();
  await page.goto(`chrome-extension://${mien.browser.extensionId}/${path}`);
  return page;
};

it('axe finds nothing wrong with the settings', async () => {
  await mien.control.changeSettings({ blockedHosts: ['news.example'] });
  await keepAsBefore(mien.control, [{ ...ANSWER, id: 'a', at: 1_700_000_000_000 }]);
  const options = await pageOf('options.html');
  await options.getByRole('button', { name: /^Remove: Neutral → Sad/ }).waitFor();
  expect(await accessibilityFaults(options)).toEqual([]);
  await options.close();
});

it('axe finds nothing wrong with the welcome page', async () => {
  const welcome = await pageOf('welcome.html');
  await welcome.locator('[data-example="read"]').waitFor();
  expect(await accessibilityFaults(welcome)).toEqual([]);
  await welcome.close();
});

it('axe finds nothing wrong with the popup, all of it opened', async () => {
  mien.site.route('/cut-off.png', truncated('astronaut.png', 0.4));
  const page = await mien.open(
    `<img src="/photos/sample1.jpg" width="500"><img src="/cut-off.png" width="300">`,
  );
  await waitForFaces(page, (faces) => faces.length >= 3);
  const popup = await pageOf(`popup.html?tab=${await mien.control.tabOf(page)}`);
  // All of its parts come at once.
  await popup.locator('.engine summary').waitFor();
  for (const summary of await popup.locator('summary').all()) await summary.click();
  await popup.locator('.failures li').first().waitFor();
  expect(await accessibilityFaults(popup)).toEqual([]);
  await popup.close();
});

it('the welcome page is worked by keyboard alone, its badge and card included', async () => {
  const welcome = await pageOf('welcome.html');
  await welcome.locator('[data-example="read"]').waitFor();
  await waitForFaces(welcome, 1);
  await welcome.keyboard.press('Tab');
  expect(await welcome.evaluate(() => document.activeElement?.textContent)).toBe('All settings');
  await welcome.keyboard.press('Tab');
  expect(await welcome.evaluate(() => document.activeElement?.localName)).toBe('mien-overlay');
  await welcome.close();
});
