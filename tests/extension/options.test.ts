import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { describe, it } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings/schema.ts';
import { useMien, waitForFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { control } = mien;
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';

async function openOptions(): Promise<Page> {
  const page = await mien.context.newPage();
  await page.goto(`chrome-extension://${mien.browser.extensionId}/options.html`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const stored = (): Promise<Partial<Settings>> =>
  control.page.evaluate(async () => (await chrome.storage.local.get('settings')).settings ?? {});

async function expectStored(change: Partial<Settings>): Promise<void> {
  await waitUntil(stored, (settings) =>
    Object.entries(change).every(
      ([name, value]) => JSON.stringify(settings[name as keyof Settings]) === JSON.stringify(value),
    ),
  );
}

const fileOf = (text: string) => ({
  name: 'settings.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
});

describe('the options page', () => {
  it('is the one that the browser opens', async () => {
    await control.page.evaluate(() => chrome.runtime.openOptionsPage());
    const page = await waitUntil(
      async () => mien.context.pages().find((one) => one.url().endsWith('/options.html')),
      (found) => found !== undefined,
    );
    await page?.close();
  });

  it('changes every setting by keyboard or mouse', async () => {
    const page = await openOptions();
    await page.getByRole('radio', { name: 'Large' }).check();
    await page.getByRole('radio', { name: 'Safe for the colour-blind' }).check();
    await page.getByRole('combobox', { name: 'Language of the labels' }).selectOption('日本語');
    await page.getByRole('switch', { name: 'Drawings (canvas)' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('combobox', { name: 'Readings to remember' }).selectOption('200');
    await page.getByRole('combobox', { name: 'Most readings of a video in a second' }).selectOption('2');
    await expectStored({
      labelSize: 'large',
      palette: 'colour-safe',
      labelLanguage: 'ja',
      readCanvases: false,
      rememberedReadings: 200,
      videoRate: 2,
    });
    await page.close();
  });

  it('keeps a list of the sites on which nothing is read', async () => {
    const page = await openOptions();
    const field = page.getByRole('textbox', { name: 'Add a site' });
    await field.fill('https://News.example/today');
    await field.press('Enter');
    await expectStored({ blockedHosts: ['news.example'] });
    await field.fill('not a site');
    await field.press('Enter');
    await page.getByText('This is no site.').waitFor();
    await expectStored({ blockedHosts: ['news.example'] });
    await page.getByRole('button', { name: 'Remove news.example' }).click();
    await expectStored({ blockedHosts: [] });
    await page.close();
  });

  it('makes the engine forget what it has read', async () => {
    await waitForFaces(await mien.open(ASTRONAUT), 1);
    const page = await openOptions();
    const forget = page.getByRole('button', { name: 'Forget all readings' });
    await forget.click();
    await page.getByText(/^[1-9]\d* readings? forgotten\.$/).waitFor();
    await forget.click();
    await page.getByText('0 readings forgotten.').waitFor();
    await page.close();
  });

  it('shows the shortcuts that the browser knows', async () => {
    const page = await openOptions();
    const commands = await control.page.evaluate(() => chrome.commands.getAll());
    for (const { description } of commands.filter((command) => command.description)) {
      await page.getByText(description as string, { exact: true }).waitFor();
    }
    await waitUntil(
      () => page.locator('.shortcuts > div').count(),
      (count) => count === commands.length,
    );
    await page.close();
  });

  it('gives the settings as a file, and takes them in again', async () => {
    const page = await openOptions();
    await page.getByRole('radio', { name: 'Small' }).check();
    await expectStored({ labelSize: 'small' });
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const file = await (await downloading).path();
    const text = await readFile(file, 'utf8');
    await page.getByRole('button', { name: 'Reset all' }).click();
    await expectStored(DEFAULT_SETTINGS);
    await page.locator('input[type=file]').setInputFiles(fileOf(text));
    await page.getByText('The settings were taken over.').waitFor();
    await expectStored({ ...DEFAULT_SETTINGS, labelSize: 'small' });
    await page.close();
  });

  it('takes in what is good of a broken file, names what is not, and refuses what is none', async () => {
    const page = await openOptions();
    const input = page.locator('input[type=file]');
    const settings = { labelSize: 'huge', showBoxes: false };
    await input.setInputFiles(fileOf(JSON.stringify({ format: 'mien-settings', version: 1, settings })));
    await page.getByText('but these could not be: labelSize.').waitFor();
    await expectStored({ labelSize: 'medium', showBoxes: false });
    await input.setInputFiles(fileOf('{"name": "something else"}'));
    await page.getByText('This is no file of settings of Mien.').waitFor();
    await expectStored({ showBoxes: false });
    await page.close();
  });
});
