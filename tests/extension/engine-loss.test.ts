import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import {
  held,
  photo,
  type Route,
  stopServiceWorker,
  useMien,
  waitForFaces,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;

/** An image that the page gets at once, and the extension once it is released. */
function heldForScripts(path: string) {
  const picture = photo('astronaut.png');
  const gate = held(picture);
  const route: Route = (request, response) =>
    (request.headers['sec-fetch-dest'] === 'image' ? picture : gate.route)(request, response);
  site.route(path, route);
  const asked = () =>
    site.requests.filter((request) => request.path === path && request.destination === 'empty');
  return {
    release: gate.release,
    asked,
    untilAsked: () =>
      waitUntil(
        async () => asked().length,
        (count) => count > 0,
      ),
  };
}

it('reads on when the service worker is stopped in the middle', async () => {
  const image = heldForScripts('/during-stop.png');
  const page = await mien.open('<img src="/during-stop.png" width="400">');
  await image.untilAsked();
  await stopServiceWorker(mien.control);
  image.release();
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
  expect(image.asked()).toHaveLength(1);
});

it('reads a page full of pictures while the service worker is stopped every second', async () => {
  const names = [
    'astronaut.png',
    'sample2.jpg',
    'sample3.jpg',
    'sample4.jpg',
    'sample5.jpg',
    'sample6.jpg',
  ] as const;
  const pictures = names.map((name, at) => `<img id="at-${at}" src="/photos/${name}?${at}" width="200">`);
  let isReading = true;
  onTestFinished(() => {
    isReading = false;
  });
  let stops = 0;
  const stopping = (async () => {
    while (isReading) {
      await stopServiceWorker(mien.control);
      stops += 1;
      await pause(1000);
    }
  })();
  const page = await mien.open(pictures.join(' '));
  await waitForKnownFaces(
    page,
    names.map((photo, at) => ({ photo, at: page.locator(`#at-${at}`) })),
  );
  // Pages that begin in the middle of it wake the worker, and are read too.
  while (stops < 4) {
    const next = await mien.open('<img src="/photos/astronaut.png" width="300">');
    await waitForKnownFaces(next, [{ photo: 'astronaut.png', at: next.locator('img') }]);
    await next.close();
  }
  isReading = false;
  await stopping;
});

it('reads pages that are opened after the service worker was stopped', async () => {
  await stopServiceWorker(mien.control);
  const page = await mien.open('<img src="/photos/sample6.jpg" width="700">');
  await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: page.locator('img') }]);
});

it('asks again when the offscreen document is lost in the middle', async () => {
  const image = heldForScripts('/during-close.png');
  const page = await mien.open('<img src="/during-close.png" width="400">');
  await image.untilAsked();
  await mien.control.page.evaluate(() => chrome.offscreen.closeDocument());
  image.release();
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('is lost again and again, and the pictures of a page are read or told of, and read when it stays', async () => {
  // Slow for the engine, so that it is lost in the middle of each reading, however quick the machine.
  site.route('/slow.png', async (request, response) => {
    if (request.headers['sec-fetch-dest'] !== 'image') await pause(400);
    if (!response.destroyed) await photo('astronaut.png')(request, response);
  });
  const page = await mien.open('');
  let isClosing = true;
  onTestFinished(() => {
    isClosing = false;
  });
  let closed = 0;
  const closing = (async () => {
    while (isClosing) {
      closed += await mien.control.page.evaluate(() =>
        chrome.offscreen.closeDocument().then(
          () => 1,
          () => 0,
        ),
      );
      await pause(300);
    }
  })();
  const images = (count: number) =>
    Array.from({ length: count }, (_, at) => `<img src="/slow.png?lost-${at}" width="150">`);
  await page.evaluate((body) => {
    document.body.innerHTML = body;
  }, images(12).join(' '));
  // Not only that none waits: none does either before the first is asked for.
  const untilAllAreSettled = () =>
    waitUntil(
      () => mien.control.statesOf(page, { images: true }),
      ([state]) => state?.counts.seen === 12 && state.counts.read + state.counts.failed === 12,
      { deadline: 50_000 },
    );
  const [state] = await untilAllAreSettled();
  for (const { status, failure, reason } of state?.images ?? []) {
    if (status !== 'read')
      expect({ status, failure, reason }).toMatchObject({ status: 'failed', failure: 'engine' });
    if (status !== 'read') expect(reason).toMatch(/^The reader of faces did not answer: ./);
  }
  expect(closed).toBeGreaterThan(3);
  isClosing = false;
  await closing;
  // No failure is kept as a verdict: out of view and back, and each is read.
  await page.evaluate(() => {
    document.body.style.paddingBottom = '9000px';
    scrollTo(0, 8000);
  });
  await waitUntil(
    () => mien.control.statesOf(page, { images: true }),
    ([now]) => now?.images?.every(({ status }) => status !== 'failed') ?? false,
  );
  await page.evaluate(() => scrollTo(0, 0));
  await waitForFaces(page, 12);
  const documents = await mien.control.page.evaluate(() =>
    chrome.runtime.getContexts({ contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT] }),
  );
  expect(documents).toHaveLength(1);
}, 120_000);

it('makes a new offscreen document for the next page when the old one is gone', async () => {
  await mien.open('<img src="/photos/astronaut.png" width="400">');
  await mien.control.engineStatus();
  await mien.control.page.evaluate(() => chrome.offscreen.closeDocument());
  const page = await mien.open('<img src="/photos/sample6.jpg" width="700">');
  await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: page.locator('img') }]);
});
