import type { Page } from 'playwright';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  clickReadFaces,
  contentRect,
  html,
  knownPhoto,
  onlyAsImage,
  photo,
  photoBytes,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitForOverlayText,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;
const PHOTO = 'astronaut.png';

/** Can be seen on a page and fetched by nobody; it lies on another site, so that its pixels taint a canvas. */
site.route('/kept.png', onlyAsImage(photo(PHOTO)));
const KEPT = site.url('/kept.png', 'photos.localhost');

function evenPng(grey: number): Buffer {
  const png = new PNG({ width: 200, height: 200 });
  png.data.fill(255);
  png.data.forEach((_, at) => {
    if (at % 4 !== 3) png.data[at] = grey;
  });
  return PNG.sync.write(png);
}

/** Records when the browser was asked to capture a tab. The worker must not have captured one before. */
async function watchCaptures(): Promise<() => Promise<number[]>> {
  const [worker] = mien.context.serviceWorkers();
  await worker?.evaluate(() => {
    const times: number[] = [];
    const take = chrome.tabs.captureVisibleTab.bind(chrome.tabs) as (...args: unknown[]) => unknown;
    Object.assign(globalThis, { captureTimes: times });
    Object.assign(chrome.tabs, {
      captureVisibleTab: (...args: unknown[]) => {
        times.push(performance.now());
        return take(...args);
      },
    });
  });
  return async () =>
    (await worker?.evaluate(() => (globalThis as unknown as { captureTimes: number[] }).captureTimes)) ?? [];
}

const captureTimes = await watchCaptures();

async function show(page: Page, body: string): Promise<void> {
  await page.evaluate((content) => {
    document.body.innerHTML = content;
  }, body);
}

describe('an image that nobody may fetch is read from the screen', () => {
  it('and no faster than the browser allows, many images with one capture', async () => {
    // Each with an address of its own, so that no two share a reading.
    const images = Array.from({ length: 20 }, (_, at) => `<img src="${KEPT}?${at}" width="200">`);
    const page = await mien.open(images.join(''));
    const photos = await page.locator('img').all();
    await waitForKnownFaces(
      page,
      photos.map((at) => ({ photo: PHOTO, at })),
      { deadline: 45_000 },
    );
    const times = await captureTimes();
    // Eight at a time, and one more for each time that the page was still loading.
    expect(times.length).toBeGreaterThanOrEqual(3);
    expect(times.length).toBeLessThanOrEqual(10);
    for (const time of times) {
      expect(times.filter((other) => other >= time && other < time + 1000).length).toBeLessThanOrEqual(2);
    }
  });

  it('on a page that is scrolled', async () => {
    const page = await mien.open(
      `<div style="height: 900px"></div><img src="${KEPT}" style="margin-left: 333px"><div style="height: 3000px">`,
    );
    await page.evaluate(() => scrollTo(0, 800));
    await waitForKnownFaces(page, [{ photo: PHOTO, at: page.locator('img') }]);
  });

  it('bit by bit as it comes into view: what was not seen at first is read when it is', async () => {
    const above = await mien.open('<p>Wait.</p>').then((page) => page.evaluate(() => innerHeight - 60));
    const page = await mien.open(
      `<body style="margin:0"><div style="height:${above}px"></div><img src="${KEPT}" width="500"><div style="height:3000px">`,
    );
    await waitUntil(
      () => control.statesOf(page, { images: false }),
      ([frame]) => frame?.counts.read === 1,
    );
    await waitForFaces(page, 0);
    await page.mouse.wheel(0, 450);
    await waitForKnownFaces(page, [{ photo: PHOTO, at: page.locator('img') }]);
  });

  it('on a page that is zoomed', async () => {
    const page = await mien.open(`<img src="${KEPT}" style="margin: 40px 0 0 120px" width="300">`);
    const tab = await control.tabOf(page);
    await control.page.evaluate((id) => chrome.tabs.setZoom(id, 1.5), tab);
    await waitUntil(
      () => page.evaluate(() => devicePixelRatio),
      (ratio) => ratio === 1.5,
    );
    await waitForKnownFaces(page, [{ photo: PHOTO, at: page.locator('img') }]);
  });

  it('on a page that is pinched', async () => {
    const page = await mien.open('<p>Wait.</p>');
    const session = await mien.context.newCDPSession(page);
    await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1.6 });
    await show(page, `<img src="${KEPT}" style="margin: 60px 0 0 90px" width="350">`);
    await waitForKnownFaces(page, [{ photo: PHOTO, at: await pinchedRect(page) }]);
  });

  it('in a frame of the same site, wherever that lies', async () => {
    site.route('/frame.html', html(`<div style="height: 70px"></div><img src="${KEPT}" width="260">`));
    const page = await mien.open(
      '<iframe src="/frame.html" style="margin: 90px 0 0 210px; border: 9px solid; padding: 5px" width="400" height="450">',
    );
    await waitForKnownFaces(page, [{ photo: PHOTO, at: page.frameLocator('iframe').locator('img') }]);
  });

  it('where only a part of it can be seen, as far as that goes', async () => {
    const page = await mien.open(
      `<div style="width: 420px; height: 300px; overflow: hidden"><img src="${KEPT}"></div>`,
    );
    await waitForKnownFaces(page, [{ photo: PHOTO, at: page.locator('img') }]);
  });
});

/** Where the image is in the layout viewport, in which the harness measures what is drawn. */
async function pinchedRect(page: Page) {
  await page.locator('img').waitFor();
  return await contentRect(page.locator('img'));
}

it('what Mien itself draws is not on the capture', async () => {
  const page = await mien.open('<p>Wait.</p>');
  await control.page.evaluate(() => {
    const taken: string[] = [];
    Object.assign(globalThis, { taken });
    chrome.runtime.onMessage.addListener((message: { type?: string; data?: { dataUrl: string } }) => {
      if (message.type === 'holdCapture' && message.data) taken.push(message.data.dataUrl);
    });
  });
  await control.changeSettings({ mode: 'on-request' });
  await show(page, `<img src="${KEPT}" style="display: block">`);
  const { width, height } = knownPhoto(PHOTO);
  await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
  // The busy mark lies in the middle of the image from now on.
  await clickReadFaces(mien, page, KEPT);
  await waitForKnownFaces(page, [{ photo: PHOTO, at: page.locator('img') }]);
  const original = `data:image/png;base64,${photoBytes(PHOTO).toString('base64')}`;
  const differences = await control.page.evaluate(
    async ([source, across, down]) => {
      const [taken = ''] = (globalThis as unknown as { taken: string[] }).taken;
      const pixels = async (url: string) => {
        const bitmap = await createImageBitmap(await (await fetch(url)).blob());
        const context = new OffscreenCanvas(across, down).getContext('2d');
        context?.drawImage(bitmap, 0, 0, across, down);
        return context?.getImageData(0, 0, across, down).data ?? new Uint8ClampedArray();
      };
      const [one, other] = [await pixels(taken), await pixels(source)];
      const far = one.filter((value, at) => Math.abs(value - (other[at] ?? 0)) > 60).length;
      return { far, of: one.length };
    },
    [original, width, height] as const,
  );
  // JPEG costs a few pixels at sharp edges; the mark alone would be 150 by 32 of them.
  expect(differences.of).toBe(width * height * 4);
  expect(differences.far).toBeLessThan(400);
});

const BLACK = site.url('/black.png', 'photos.localhost');

describe('where the screen does not help either, the person is told why', () => {
  it('in a frame of another site', async () => {
    site.route('/foreign.html', html(`<img src="${KEPT}" width="300">`));
    const frame = site.url('/foreign.html', 'foreign.localhost');
    const page = await mien.open(`<iframe src="${frame}" width="400" height="450"></iframe>`);
    await page.frameLocator('iframe').locator('img').waitFor();
    await clickReadFaces(mien, page, KEPT, frame);
    await waitForOverlayText(page, /403.*frame of another site/);
  });

  it('in a tab that is not in front', async () => {
    const page = await mien.open('<p>Wait.</p>');
    await control.changeSettings({ mode: 'on-request' });
    await show(page, `<img src="${KEPT}">`);
    await page.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    await mien.open('<p>Another page.</p>');
    await clickReadFaces(mien, page, KEPT);
    await waitForOverlayText(page, /in front|not on it/);
  });

  it('where there is one even colour, as a protected video shows', async () => {
    site.route('/black.png', onlyAsImage(bytes('image/png', evenPng(0))));
    const page = await mien.open(`<img src="${BLACK}">`);
    await page.locator('img').waitFor();
    await clickReadFaces(mien, page, BLACK);
    await waitForOverlayText(page, 'protected against copying');
  });
});
