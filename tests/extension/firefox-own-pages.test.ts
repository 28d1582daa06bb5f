import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { intersectionOverUnion } from '../../src/vision/geometry.ts';
import { ANSWER } from '../fixtures/correction.ts';
import { clickInContextMenu } from './harness/firefox/context-menu.ts';
import type { FirefoxPage } from './harness/firefox/firefox-page.ts';
import { inFirefox } from './harness/firefox/use-firefox.ts';
import { knownPhoto, mapRect, waitUntil } from './harness/index.ts';
import { photoPath } from './harness/photos.ts';

/** What the tests call of Firefox's `browser` inside a page of the extension. */
declare const browser: typeof chrome;

const EARLIER = { ...ANSWER, id: 'a', at: 1 };
const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';

/** Presses the first button of the page that is called so. */
async function press(page: FirefoxPage, name: string | RegExp): Promise<void> {
  const mark = (wanted: string) => {
    const called = (button: Element) => `${button.getAttribute('aria-label') ?? ''} ${button.textContent}`;
    const button = [...document.querySelectorAll('button')].find((one) => called(one).match(wanted));
    document.querySelector('[data-test-wanted]')?.removeAttribute('data-test-wanted');
    button?.scrollIntoView({ block: 'center' });
    button?.setAttribute('data-test-wanted', '');
    return button !== undefined;
  };
  const wanted = typeof name === 'string' ? name : name.source;
  await waitUntil(
    () => page.evaluate(mark, wanted),
    (isThere) => isThere,
  );
  await page.clickOn('[data-test-wanted]');
}

await inFirefox(
  (mien) => {
    const titleOf = (page: FirefoxPage) => page.evaluate(() => document.title);
    const waitForRead = (viewer: FirefoxPage, pictures: number) =>
      waitUntil(
        () => titleOf(viewer),
        (title) => title.startsWith(`${pictures}/${pictures} `),
      );
    const tabIdOf = (address: string) =>
      mien.control.evaluate(
        async (wanted) => (await browser.tabs.query({})).find(({ url }) => url === wanted)?.id ?? -1,
        address,
      );
    const stored = () =>
      mien.control.evaluate(
        async () =>
          (await browser.storage.local.get<{ settings?: Partial<Settings> }>('settings')).settings ?? {},
      );

    describe('the viewer in Firefox', () => {
      it('reads files, boxes their faces and shows them as the network saw them', async () => {
        const viewer = await mien.openOwn('viewer.html');
        await viewer.chooseFiles('input[data-give="files"]', [photoPath('astronaut.png')]);
        await waitForRead(viewer, 1);
        await viewer.waitForText(/Happy\s*99\s*%/);
        const canvas = await viewer.place('.canvas');
        const whole = { x: 0, y: 0, width: 1, height: 1 };
        const drawn = mapRect(await viewer.place('.face-box'), canvas, whole);
        const known = knownPhoto('astronaut.png').faces[0]?.box ?? whole;
        expect(intersectionOverUnion(drawn, known)).toBeGreaterThan(0.5);
        const scores = await viewer.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('.face-panel .score')].map(({ dataset }) =>
            Number(dataset.score),
          ),
        );
        expect(scores).toHaveLength(8);
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
      });

      it('reads a picture by its address', async () => {
        const viewer = await mien.openOwn('viewer.html');
        await viewer.clickOn('form.address input');
        await viewer.type(`${mien.site.url('/photos/astronaut.png')}\n`);
        await waitForRead(viewer, 1);
        await viewer.waitForText(/Happy\s*99\s*%/);
      });

      it('looks inside the network', async () => {
        const viewer = await mien.openOwn('viewer.html');
        await viewer.chooseFiles('input[data-give="files"]', [photoPath('astronaut.png')]);
        await waitForRead(viewer, 1);
        await press(viewer, 'Look inside: ');
        const bars = () =>
          viewer.evaluate(() =>
            [...document.querySelectorAll<HTMLElement>('[data-stage="softmax"] .bars li')].map(
              ({ dataset }) => [dataset.expression, Number(dataset.value)] as const,
            ),
          );
        const shown = await waitUntil(bars, (found) => found.length === 8);
        expect(shown.find(([expression]) => expression === 'happiness')?.[1]).toBeGreaterThan(0.9);
      });

      it('reads what the camera sees', async () => {
        const viewer = await mien.openOwn('viewer.html');
        await press(viewer, 'Use the camera');
        // Firefox's made-up camera shows no face; that its pictures are read is seen by their rate.
        await viewer.waitForText(/Readings a second: (0\.[1-9]|[1-9])/);
      });

      it('opens with the picture that was clicked on a page', async () => {
        const page = await mien.open(ASTRONAUT);
        await clickInContextMenu(mien, page, 'img', "Open this image in Mien's viewer");
        const viewer = await mien.tabAt(mien.firefox.extensionUrl('viewer.html?handed='));
        await waitForRead(viewer, 1);
        await viewer.waitForText(/Happy\s*99\s*%/);
      });
    });

    describe('the popup in Firefox', () => {
      it('adds up what the page shows, and leads to its faces', async () => {
        const page = await mien.open(`<p style="height:2000px">Far above</p>${ASTRONAUT}`);
        await page.evaluate(() => scrollTo(0, 9999));
        await waitUntil(
          () => page.faces(),
          (faces) => faces.length === 1,
        );
        const address = await page.evaluate(() => location.href);
        const popup = await mien.openOwn(`popup.html?tab=${await tabIdOf(address)}`);
        const facesCounted = () =>
          popup.evaluate(() => document.querySelector('[data-count="faces"] dd')?.textContent ?? '');
        await waitUntil(facesCounted, (text) => text === '1');
        await popup.waitForText('All images found so far are read.');
        await page.evaluate(() => scrollTo(0, 0));
        await popup.clickOn('.expression');
        await waitUntil(
          () => page.evaluate(() => scrollY),
          (y) => y > 500,
        );
      });

      it('is told of by the number on the button', async () => {
        const page = await mien.open(ASTRONAUT);
        const tabId = await tabIdOf(await page.evaluate(() => location.href));
        const badge = () => mien.control.evaluate((id) => browser.action.getBadgeText({ tabId: id }), tabId);
        await waitUntil(badge, (text) => text === '1');
      });
    });

    describe('the settings in Firefox', () => {
      it('are kept, and tell the pages', async () => {
        const page = await mien.open(ASTRONAUT);
        await waitUntil(
          () => page.faces(),
          (faces) => faces.length === 1,
        );
        const options = await mien.openOwn('options.html');
        const choose = () => {
          const japanese = [...document.querySelectorAll('option')].find(({ text }) => text === '日本語');
          const select = japanese?.closest('select');
          if (!japanese || !select) return false;
          select.value = japanese.value;
          return select.dispatchEvent(new Event('change', { bubbles: true }));
        };
        await waitUntil(
          () => options.evaluate(choose),
          (isThere) => isThere,
        );
        await waitUntil(stored, ({ labelLanguage }) => labelLanguage === 'ja');
        await waitUntil(
          () => page.overlayText(),
          (text) => text.includes('喜び'),
        );
      });

      it('name the shortcuts', async () => {
        const options = await mien.openOwn('options.html');
        await options.waitForText('Alt+Shift+M');
      });

      it('list the answers to "Wrong?", also those that an earlier Mien has kept, and delete them', async () => {
        await mien.control.evaluate(async (kept) => {
          await new Promise((resolve) => {
            indexedDB.deleteDatabase('mien-corrections').onsuccess = resolve;
          });
          await browser.storage.local.set({ corrections: [kept] });
        }, EARLIER);
        const options = await mien.openOwn('options.html');
        await options.waitForText('Neutral → Sad');
        const left = () => mien.control.evaluate(() => browser.storage.local.get('corrections'));
        expect(await left()).toEqual({});
        await press(options, /^Remove: Neutral → Sad/);
        await options.waitForText('None.');
      });
    });

    it('the welcome page reads its picture', async () => {
      const welcome = await mien.openOwn('welcome.html');
      await welcome.waitForText('This picture was read just now, on this device.');
      // That it is read is said as soon as it is known; what draws the badges may still be on its way.
      await waitUntil(
        () => welcome.faces(),
        (faces) => faces.length === 1,
      );
    });
  },
  { 'media.navigator.streams.fake': true, 'media.navigator.permission.disabled': true },
);
