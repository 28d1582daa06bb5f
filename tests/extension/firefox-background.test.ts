import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { clickInContextMenu } from './harness/firefox/context-menu.ts';
import type { FirefoxPage } from './harness/firefox/firefox-page.ts';
import { endBackground, withholdSites } from './harness/firefox/inner-browser.ts';
import { inFirefox } from './harness/firefox/use-firefox.ts';
import { waitUntil } from './harness/index.ts';

/** What the tests call of Firefox's `browser` inside a page of the extension. */
declare const browser: typeof chrome;

const ASTRONAUT = '<img src="/photos/astronaut.png" width="400">';

/** Milliseconds: half of what Firefox waits by itself before it ends a background at rest, and longer than Mien's beat. */
const IDLE = 15_000;
/** As `stay-awake.ts` says. */
const BEAT = 10_000;
/** Longer than a background would live that got one beat and no other. */
const SECOND_BEAT_SHOWS = BEAT + IDLE + 1000;

const waitForFaces = (page: FirefoxPage, count: number) =>
  waitUntil(
    () => page.faces(),
    (faces) => faces.length === count,
  );

await inFirefox(
  (mien) => {
    /** The document that holds the engine, by the browser's name for it; empty where there is none. */
    const engineDocument = () =>
      mien.control.evaluate(async () => {
        const contexts = await browser.runtime.getContexts({});
        return contexts.find(({ documentUrl }) => documentUrl?.includes('/offscreen.html'))?.documentId ?? '';
      });

    describe("Firefox's background", () => {
      it('stays, with the engine in it, while the engine is awake, though nobody asks for anything', async () => {
        await waitForFaces(await mien.open(ASTRONAUT), 1);
        const before = await engineDocument();
        expect(before).not.toBe('');
        await pause(SECOND_BEAT_SHOWS);
        expect(await engineDocument()).toBe(before);
      }, 90_000);

      it('is made anew for the next picture where the browser has ended it', async () => {
        const page = await mien.open(ASTRONAUT);
        await waitForFaces(page, 1);
        const before = await engineDocument();
        await endBackground(mien);
        // Gone, or another already.
        await waitUntil(engineDocument, (name) => name !== before);
        await page.evaluate(() => {
          const image = Object.assign(document.createElement('img'), {
            src: '/photos/sample6.jpg',
            width: 800,
          });
          document.body.append(image);
        });
        await waitForFaces(page, 5);
        expect(await engineDocument()).not.toBe('');
      });
    });

    it('where the access to sites is withheld, pages are left alone, and a right-click is answered all the same', async () => {
      await withholdSites(mien);
      const page = await mien.open(ASTRONAUT);
      await pause(3000);
      expect(await page.faces()).toEqual([]);
      await clickInContextMenu(mien, page, 'img', 'Read the faces in the picture here');
      await waitForFaces(page, 1);
    });
  },
  { 'extensions.background.idle.timeout': IDLE },
);
