import { expect, it } from 'vitest';
import {
  held,
  photo,
  type Route,
  stopServiceWorker,
  useMien,
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

it('makes a new offscreen document for the next page when the old one is gone', async () => {
  await mien.open('<img src="/photos/astronaut.png" width="400">');
  await mien.control.engineStatus();
  await mien.control.page.evaluate(() => chrome.offscreen.closeDocument());
  const page = await mien.open('<img src="/photos/sample6.jpg" width="700">');
  await waitForKnownFaces(page, [{ photo: 'sample6.jpg', at: page.locator('img') }]);
});
