import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { FILM, faceOnScreen, film, portraitAt, recordFilm } from './harness/film.ts';
import {
  clickReadVideo,
  contentRect,
  overlap,
  type Rect,
  readFaces,
  useMien,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;

const SECONDS = 8;
const studio = await mien.context.newPage();
site.route('/film.webm', film(await recordFilm(studio, SECONDS)));
await studio.close();

const video = (style: string, attributes = '') =>
  `<video src="/film.webm" muted loop autoplay playsinline ${attributes} style="display: block; ${style}"></video>`;

/** Waits until the one face is drawn on the portrait that the video shows; `frame` is where the film is drawn. */
async function waitForFaceIn(page: Page, frame: Rect, selector = 'video'): Promise<void> {
  const bestOverlap = async () => {
    const faces = await readFaces(page);
    const truth = faceOnScreen(await portraitAt(page, selector), frame);
    return Math.max(0, ...faces.map(({ box }) => overlap(box, truth)));
  };
  await waitUntil(bestOverlap, (best) => best > 0.6);
}

async function ask(page: Page): Promise<void> {
  await page
    .locator('video')
    .first()
    .click({ button: 'right', position: { x: 10, y: 10 } });
  await clickReadVideo(mien, page);
}

it('a film with bars above and below has its faces on the film', async () => {
  const page = await mien.open(video('width: 480px; height: 560px; object-fit: contain; background: #000'));
  await ask(page);
  const outer = await contentRect(page.locator('video'));
  const height = (outer.width * FILM.height) / FILM.width;
  await waitForFaceIn(page, { ...outer, y: outer.y + (outer.height - height) / 2, height });
});

it('a film that is cut to its box has its faces where they are seen', async () => {
  const page = await mien.open(video('width: 400px; height: 400px; object-fit: cover'));
  await ask(page);
  const outer = await contentRect(page.locator('video'));
  const width = (outer.height * FILM.width) / FILM.height;
  await waitForFaceIn(page, { ...outer, x: outer.x + (outer.width - width) / 2, width });
});

it('another film in the same place: the faces of the one before go with it', async () => {
  const page = await mien.open(video('width: 640px'));
  await ask(page);
  await waitForFaces(page, 1);
  await page.locator('video').evaluate((element: HTMLVideoElement) => {
    element.pause();
    element.removeAttribute('src');
    element.load();
  });
  await waitForFaces(page, 0);
  await page.locator('video').evaluate((element: HTMLVideoElement) => {
    element.src = '/film.webm';
    return element.play();
  });
  await waitForFaceIn(page, await contentRect(page.locator('video')));
});

it('two films at once have each its own face', async () => {
  await control.changeSettings({ readVideos: true });
  const page = await mien.open(
    `${video('width: 420px', 'id="one"')}${video('width: 500px; margin: 20px 0 0 80px', 'id="other"')}`,
  );
  for (const selector of ['#one', '#other'])
    await waitForFaceIn(page, await contentRect(page.locator(selector)), selector);
  await waitForFaces(page, 2);
});

it("the film's own controls are the person's, while it is read", async () => {
  const page = await mien.open(video('width: 640px', 'controls'));
  await ask(page);
  await waitForFaces(page, 1);
  const { x, y, height } = await contentRect(page.locator('video'));
  const isPaused = () => page.locator('video').evaluate((element: HTMLVideoElement) => element.paused);
  // Chromium's own button for pause and play lies in the lower left corner, above the time line.
  await page.mouse.click(x + 30, y + height - 48);
  await expect.poll(isPaused).toBe(true);
  await waitForFaceIn(page, await contentRect(page.locator('video')));
  await page.mouse.click(x + 30, y + height - 48);
  await expect.poll(isPaused).toBe(false);
});

it('a film leaves no element and no listener behind from frame to frame', async () => {
  const page = await mien.open(video('width: 640px'));
  await ask(page);
  const film = page.locator('video');
  await waitForFaceIn(page, await contentRect(film));
  // What reads a film begins anew where the film does, so all is counted within one showing.
  await film.evaluate((element: HTMLVideoElement) => {
    element.loop = false;
    element.currentTime = 0;
  });
  const timeIs = (least: number) =>
    waitUntil(
      () => film.evaluate((element: HTMLVideoElement) => element.currentTime),
      (time) => time >= least,
    );
  const devtools = await page.context().newCDPSession(page);
  const count = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    return { nodes, listeners: jsEventListeners };
  };
  await timeIs(1);
  const early = await count();
  // Far enough from the end: on a slow machine the counting itself takes its time.
  await timeIs(SECONDS - 3);
  const late = await count();
  expect(await film.evaluate((element: HTMLVideoElement) => element.ended)).toBe(false);
  expect(late.nodes - early.nodes).toBeLessThan(10);
  expect(late.listeners - early.listeners).toBeLessThan(8);
  await devtools.detach();
});
