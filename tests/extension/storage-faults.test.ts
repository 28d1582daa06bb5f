import { afterEach, describe, expect, it } from 'vitest';
import { SETTINGS_VERSION } from '../../src/settings/migrations.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/schema.ts';
import { ANSWER } from '../fixtures/correction.ts';
import { serviceWorker } from './harness/context-menu.ts';
import { correctionsInStorage, keepAsBefore, keptCorrections } from './harness/corrections.ts';
import {
  photoPath,
  readFaces,
  stopServiceWorker,
  useMien,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';
import { sendAsPageScript } from './harness/page-script.ts';
import { waitForRead } from './harness/viewer.ts';

/** What is stored of a person is full, broken, or from a Mien that is not written yet. */
const mien = await useMien();
const { control } = mien;
const PHOTO = '<img src="/photos/astronaut.png" width="300">';

const store = (items: Record<string, unknown>) =>
  control.page.evaluate((stored) => chrome.storage.local.set(stored), items);
const stored = () => control.page.evaluate(() => chrome.storage.local.get(null));

async function openOptions() {
  const options = await mien.context.newPage();
  await options.goto(`chrome-extension://${mien.browser.extensionId}/options.html`);
  await options.locator('main').waitFor();
  return options;
}

afterEach(async () => {
  await control.page.evaluate(() => chrome.storage.local.clear());
  await store({ settings: DEFAULT_SETTINGS, settings$: { v: SETTINGS_VERSION } });
});

describe('a storage that is full', () => {
  it('keeps the settings as they were and says why; pages are read all the same', async () => {
    const options = await openOptions();
    await control.page.evaluate(async () => {
      const { QUOTA_BYTES } = chrome.storage.local;
      const used = await chrome.storage.local.getBytesInUse(null);
      // To the last byte: the key and the quotes count too.
      await chrome.storage.local.set({ junk: 'x'.repeat(QUOTA_BYTES - used - 'junk""'.length) });
    });
    const before = await stored();
    const checkbox = options.getByRole('switch').first();
    const wasOn = await checkbox.isChecked();
    await checkbox.click();
    await waitUntil(
      () => options.locator('main').innerText(),
      (text) => /quota/i.test(text),
    );
    // What is stored puts the switch back, once that has been looked up.
    await waitUntil(
      () => checkbox.isChecked(),
      (isOn) => isOn === wasOn,
    );
    expect(await stored()).toEqual(before);
    await waitForFaces(await mien.open(PHOTO), 1);
    await options.close();
  });

  it('keeps no further answer to "Wrong?" and says why, and loses none that an earlier Mien has kept', async () => {
    const earlier = { ...ANSWER, id: 'a', at: 1 };
    await keepAsBefore(control, [earlier]);
    const page = await mien.open(PHOTO);
    await waitForFaces(page, 1);
    const answer = () => sendAsPageScript(page, 'keepCorrection', { ...ANSWER, label: 'fear' });
    const devtools = await mien.context.newCDPSession(control.page);
    const origin = `chrome-extension://${mien.browser.extensionId}`;
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    expect(await answer()).toMatchObject({ err: { message: expect.stringMatching(/quota/i) } });
    expect(await correctionsInStorage(control)).toEqual([earlier]);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin });
    await devtools.detach();
    expect(await answer()).toEqual({});
    expect(await correctionsInStorage(control)).toBeUndefined();
    const kept = await keptCorrections(control);
    expect(kept.map(({ label }) => label)).toEqual(['sadness', 'fear']);
  });
});

describe('a storage that cannot be read', () => {
  // As the browser says it of files that the disk does not give back: no test can damage them while it runs.
  const breakReading = () => {
    chrome.storage.local.get = () => Promise.reject(new Error('IO error: no LOCK (ChromeMethodBFE: 15)'));
  };

  it.each(['popup.html', 'options.html'])('is told of in %s, where the defaults hold', async (file) => {
    const own = await mien.context.newPage();
    await own.addInitScript(breakReading);
    await own.goto(`chrome-extension://${mien.browser.extensionId}/${file}`);
    await own.getByText('Your settings could not be read, so the usual ones hold. IO error').waitFor();
    expect(await own.getByRole('switch').first().isChecked()).toBe(true);
    await own.close();
  });

  it('keeps no picture from being read, in pages and in the viewer', async () => {
    const worker = await serviceWorker(mien);
    await control.page.evaluate(() => chrome.offscreen.closeDocument().catch(() => undefined));
    await worker.evaluate(breakReading);
    await waitForFaces(await mien.open(PHOTO), 1);
    // It wakes up whole.
    await stopServiceWorker(control);
    const viewer = await mien.context.newPage();
    await viewer.addInitScript(breakReading);
    await viewer.goto(`chrome-extension://${mien.browser.extensionId}/viewer.html`);
    await viewer.locator('input[data-give="files"]').setInputFiles(photoPath('astronaut.png'));
    await waitForRead(viewer, 1);
    await viewer.close();
  });
});

describe('settings that are broken', () => {
  it.each([
    ['text', 'nonsense'],
    ['a list', [1, 2, 3]],
    ['nothing', null],
    ['a number', 42],
    [
      'fields of other kinds',
      { enabled: 'yes', mode: 7, blockedHosts: { a: 1 }, leastConfidence: 'much', backend: [] },
    ],
  ])('as %s count as the defaults, in pages, background and settings', async (_what, broken) => {
    await store({ settings: broken });
    await stopServiceWorker(control);
    await waitForFaces(await mien.open(PHOTO), 1);
    expect(await control.engineStatus()).toMatchObject({ choice: 'automatic' });
    const options = await openOptions();
    expect(await options.getByRole('switch').first().isChecked()).toBe(true);
    await options.close();
  });

  it('keep what is whole in them: a blocked site stays blocked', async () => {
    const page = await mien.open(PHOTO);
    await waitForFaces(page, 1);
    await store({ settings: { enabled: 1, blockedHosts: [null, 'blocked.localhost', 7] } });
    await waitForFaces(page, 1);
    const blocked = await mien.open(PHOTO, 'blocked.localhost');
    const [state] = await waitUntil(
      () => control.statesOf(blocked, { images: false }),
      ({ length }) => length === 1,
    );
    expect(state?.active).toBe(false);
    expect(await readFaces(blocked)).toEqual([]);
  });
});

describe('settings of a future version', () => {
  it('are used as far as they are understood, can be changed, and keep no page from being read', async () => {
    await store({
      settings: { ...DEFAULT_SETTINGS, labelStyle: 'word', mode: 'telepathic', hologram: { depth: 3 } },
      settings$: { v: SETTINGS_VERSION + 7 },
    });
    await stopServiceWorker(control);
    const page = await mien.open(PHOTO);
    const [face] = await waitForFaces(page, 1);
    expect(face?.text).not.toMatch(/\p{Extended_Pictographic}/u);
    const options = await openOptions();
    await options.getByRole('switch').first().click();
    await waitForFaces(page, 0);
    expect(await stored()).toMatchObject({ settings: { enabled: false, labelStyle: 'word' } });
    await options.close();
  });
});
