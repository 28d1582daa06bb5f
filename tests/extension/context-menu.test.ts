import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import {
  bytes,
  clickReadFaces,
  held,
  html,
  photo,
  type Route,
  readFaces,
  status,
  useMien,
  waitForKnownFaces,
  waitForOverlayText,
} from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;
const PHOTO = site.url('/photos/astronaut.png');
const BUSY = 'Reading the faces';

/** The page gets the photo; what a script asks for is answered otherwise. */
function forScripts(answer: Route): Route {
  return (request, response) =>
    (request.headers['sec-fetch-dest'] === 'image' ? photo('astronaut.png') : answer)(request, response);
}

/** A picture of nothing: a gradient, in which nobody can find a face. */
function facelessPng(): Buffer {
  const png = new PNG({ width: 300, height: 200 });
  for (let i = 0; i < 300 * 200; i++) {
    png.data.set([(i % 300) >> 1, i / 1200, 90, 255], i * 4);
  }
  return PNG.sync.write(png);
}

describe('"Read the faces in the picture here"', () => {
  it.each([
    ['where annotation is switched off', { enabled: false }],
    ['where only what is asked for is read', { mode: 'on-request' as const }],
    ['on a site that is not to be annotated', { blockedHosts: ['127.0.0.1'] }],
  ])('works %s, once and again', async (_where, settings) => {
    await control.changeSettings(settings);
    const page = await mien.open(
      `<img src="${PHOTO}" width="400"><img src="/photos/sample6.jpg" width="300">`,
    );
    const clicked = [{ photo: 'astronaut.png' as const, at: page.locator('img').first() }];
    await clickReadFaces(mien, page, PHOTO);
    await waitForKnownFaces(page, clicked);
    await clickReadFaces(mien, page, PHOTO);
    await waitForKnownFaces(page, clicked);
  });

  it('works in a frame of another site', async () => {
    await control.changeSettings({ enabled: false });
    const frame = site.url('/framed', 'other.localhost');
    const image = site.url('/photos/astronaut.png', 'other.localhost');
    site.route('/framed', html('<img src="/photos/astronaut.png" width="300">'));
    const page = await mien.open(`<iframe src="${frame}" width="500" height="400"></iframe>`);
    await clickReadFaces(mien, page, image, frame);
    await waitForKnownFaces(page, [
      { photo: 'astronaut.png', at: page.frameLocator('iframe').locator('img') },
    ]);
  });

  it('shows that it is at work until the answer is there', async () => {
    await control.changeSettings({ enabled: false });
    const gate = held(photo('astronaut.png'));
    site.route('/held.png', forScripts(gate.route));
    const page = await mien.open('<img src="/held.png" width="400">');
    await clickReadFaces(mien, page, site.url('/held.png'));
    await waitForOverlayText(page, BUSY);
    expect(await readFaces(page)).toEqual([]);
    gate.release();
    await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
    await waitForOverlayText(page, (text) => !text.includes(BUSY));
  });

  it('says that there is no face', async () => {
    site.route('/faceless.png', bytes('image/png', facelessPng()));
    const page = await mien.open('<img src="/faceless.png">');
    await clickReadFaces(mien, page, site.url('/faceless.png'));
    await waitForOverlayText(page, 'No face found');
  });

  it('says why an image could not be read', async () => {
    site.route('/refused.png', forScripts(status(403)));
    const address = site.url('/refused.png', 'photos.localhost');
    // Upright it would be read from the screen.
    const page = await mien.open(`<img src="${address}" width="400" style="rotate: 90deg">`);
    await clickReadFaces(mien, page, address);
    await waitForOverlayText(page, /The image could not be loaded: 403.*only from the screen/);
  });
});

it('answers at the image within 100 ms of the click', async () => {
  await control.changeSettings({ enabled: false });
  await control.engineStatus(); // The service worker is awake, as it is while a person uses the browser.
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const page = await mien.open(`<img src="${PHOTO}" width="400">`);
    const session = await mien.context.newCDPSession(page);
    await session.send('DOM.enable');
    await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const drawn = new Promise<number>((resolve) => {
      session.on('DOM.childNodeInserted', () => resolve(Date.now()));
    });
    const clickedAt = await clickReadFaces(mien, page, PHOTO);
    times.push((await drawn) - clickedAt);
    await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
    await page.close();
  }
  // The fastest of five: a machine that is busy with other things delays any one of them.
  expect(Math.min(...times)).toBeLessThan(100);
});
