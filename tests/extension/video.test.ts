import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { faceOnScreen, film, portraitAt, recordFilm } from './harness/film.ts';
import {
  clickReadVideo,
  contentRect,
  overlap,
  readFaces,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitForOverlayText,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;

const studio = await mien.context.newPage();
const FILE = await recordFilm(studio, 12);
await studio.close();
site.route('/film.webm', film(FILE));
const VIDEO =
  '<video src="/film.webm" muted loop autoplay playsinline style="display: block; width: 800px"></video>';

/** Counts what the engine is asked over lines opened from now on: they end at the control page too. */
async function countReads(): Promise<() => Promise<number>> {
  await control.page.evaluate(() => {
    Object.assign(globalThis, { reads: 0 });
    chrome.runtime.onConnect.addListener((port) =>
      port.onMessage.addListener((messages: readonly { name?: string }[]) => {
        for (const { name } of messages)
          if (name === 'readImage') (globalThis as unknown as { reads: number }).reads += 1;
      }),
    );
  });
  return () => control.page.evaluate(() => (globalThis as unknown as { reads: number }).reads);
}
const reads = await countReads();

async function playing(page: Page): Promise<void> {
  await waitUntil(
    () => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime),
    (time) => time > 0.2,
  );
}

/** No more is asked: the same count twice, with time for many frames between. */
async function expectRest(): Promise<void> {
  await waitUntil(
    async () => {
      const before = await reads();
      await pause(1500);
      return (await reads()) - before;
    },
    (asked) => asked === 0,
  );
}

async function openAndAsk(body = VIDEO): Promise<Page> {
  const page = await mien.open(body);
  await playing(page);
  await page.locator('video').click({ button: 'right' });
  await clickReadVideo(mien, page);
  return page;
}

it('a video that plays is not read where nobody asked for it', async () => {
  const before = await reads();
  const page = await mien.open(VIDEO);
  await playing(page);
  await pause(2000);
  expect((await reads()) - before).toBe(0);
  expect(await readFaces(page)).toEqual([]);
});

it('its face is followed once the person asks, under one label', async () => {
  const page = await openAndAsk();
  await waitForFaces(page, 1);
  const frame = await contentRect(page.locator('video'));
  const overlaps: number[] = [];
  const labels: string[] = [];
  const look = async () => {
    const before = await portraitAt(page);
    const [drawn] = await readFaces(page);
    const box = faceOnScreen((before + (await portraitAt(page))) / 2, frame);
    return { overlap: drawn ? overlap(drawn.box, box) : 0, label: drawn?.expression ?? 'none' };
  };
  // The first reading waits for the engine to start, and tells of where the face was then.
  await waitUntil(look, (seen) => seen.overlap > 0.5);
  for (let sample = 0; sample < 25; sample += 1) {
    const seen = await look();
    overlaps.push(seen.overlap);
    labels.push(seen.label);
    await pause(100);
  }
  console.log(
    `IoU of a moving face: least ${Math.min(...overlaps).toFixed(2)}, median ${overlaps.toSorted((a, b) => a - b)[12]?.toFixed(2)}; labels ${[...new Set(labels)]}`,
  );
  // On a busy machine a reading may come late, and its box with it: most of them lie on the face.
  const sorted = overlaps.toSorted((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeGreaterThan(0.6);
  expect(sorted[Math.floor(sorted.length / 5)]).toBeGreaterThan(0.5);
  expect(labels.filter((label, at) => at > 0 && label !== labels[at - 1]).length).toBeLessThanOrEqual(1);
});

it('rests when it is paused, with the faces of that frame', async () => {
  const page = await openAndAsk();
  await waitForFaces(page, 1);
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.pause());
  await expectRest();
  expect(await readFaces(page)).toHaveLength(1);
});

it('rests while it is out of view, and goes on when it comes back', async () => {
  const page = await openAndAsk(`${VIDEO}<div style="height: 4000px"></div>`);
  await waitForFaces(page, 1);
  await page.evaluate(() => scrollTo(0, 3000));
  await expectRest();
  const before = await reads();
  await page.evaluate(() => scrollTo(0, 0));
  await waitUntil(reads, (count) => count > before + 2);
});

it('ends when the person asks again', async () => {
  const page = await openAndAsk();
  await waitForFaces(page, 1);
  await clickReadVideo(mien, page);
  await waitForFaces(page, 0);
  await expectRest();
});

it('is read unasked where the settings say so', async () => {
  await control.changeSettings({ readVideos: true });
  const page = await mien.open(VIDEO);
  await waitForFaces(page, 1);
});

it('of another site that keeps its pixels is read when it is paused, and says so before', async () => {
  const address = site.url('/film.webm', 'films.localhost');
  const page = await openAndAsk(VIDEO.replace('/film.webm', address));
  await waitForOverlayText(page, 'whenever it is paused');
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.pause());
  await waitForFaces(page, 1);
});

it('its poster is an image, as long as it shows', async () => {
  const style = 'width: 480px; height: 480px; display: block';
  const page = await mien.open(
    `<video src="/film.webm" poster="/photos/astronaut.png" preload="none" muted style="${style}"></video>`,
  );
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('video') }]);
  await page.locator('video').evaluate((video: HTMLVideoElement) => video.play());
  await waitForFaces(page, 0);
});

it('it is read no more often than the person wants', async () => {
  await control.changeSettings({ videoRate: 1 });
  const page = await openAndAsk();
  await waitForFaces(page, 1);
  /** How often it was read, in as many seconds as that took to find out: a busy machine stretches them. */
  const readsIn = async (milliseconds: number) => {
    const [start, before] = [performance.now(), await reads()];
    await pause(milliseconds);
    const asked = (await reads()) - before;
    return { asked, seconds: (performance.now() - start) / 1000 };
  };
  const { asked, seconds } = await readsIn(3000);
  expect(asked).toBeGreaterThanOrEqual(1);
  expect(asked).toBeLessThanOrEqual(seconds + 1);
  await control.changeSettings({ videoRate: 10 });
  await waitUntil(
    () => readsIn(2000),
    (now) => now.asked / now.seconds > 1.5,
  );
});
