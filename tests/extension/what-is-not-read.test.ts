import { expect, it } from 'vitest';
import type { ImageRecord } from '../../src/messaging/protocol.ts';
import {
  behindLogin,
  bytes,
  type Mien,
  photo,
  type Route,
  status,
  truncated,
  useMien,
  waitForKnownFaces,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site } = mien;
type TestPage = Awaited<ReturnType<Mien['open']>>;

/** The page itself gets the photo; what a script asks for is answered otherwise. */
function forScripts(answer: Route): Route {
  return (request, response) =>
    (request.headers['sec-fetch-dest'] === 'image' ? photo('astronaut.png') : answer)(request, response);
}

async function imagesOf(page: TestPage): Promise<ImageRecord[]> {
  const states = await mien.control.statesOf(page, { images: true });
  return states.flatMap((state) => state.images ?? []);
}

/** An upright image would be read from the screen, where all else fails; a turned one cannot be. */
const turned = (address: string) => `<img src="${address}" style="rotate: 90deg">`;

async function failureOf(page: TestPage): Promise<string | undefined> {
  const [image] = await waitUntil(
    () => imagesOf(page),
    (images) => images.some(({ status }) => status === 'failed' || status === 'read'),
  );
  expect(image?.faces).toEqual([]);
  return image?.reason;
}

it.each([
  ['refused', forScripts(status(403)), /could not be loaded: 403/],
  ['gone', forScripts(status(404)), /could not be loaded: 404/],
  ['not served because the server is broken', forScripts(status(500)), /could not be loaded: 500/],
  // Cookies are withheld from another site, and what comes then is most likely its login page.
  ['a page', forScripts(bytes('image/png', '<!doctype html><p>Log in')), /not given out without cookies/],
  ['nothing at all', forScripts(bytes('image/png', '')), /\w/],
  ['cut short', truncated('sample6.jpg', 0.3), /damaged|incomplete|decoded/i],
])('gives a reason for an image that is %s', async (name, route, reason) => {
  const path = `/${name.replaceAll(' ', '-')}.png`;
  site.route(path, route);
  const page = await mien.open(turned(site.url(path, 'photos.localhost')));
  expect(await failureOf(page)).toMatch(reason);
});

it('reads an image at the next visit that could not be loaded at first', async () => {
  site.route('/later.png', forScripts(status(500)));
  const address = site.url('/later.png', 'photos.localhost');
  expect(await failureOf(await mien.open(turned(address)))).toMatch(/500/);
  site.route('/later.png', photo('astronaut.png'));
  const page = await mien.open(`<img src="${address}">`);
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('img') }]);
});

it('does not fetch images that are too small to hold a readable face', async () => {
  site.route('/icon.png', photo('astronaut.png'));
  const page = await mien.open(
    '<img src="/icon.png" width="16" height="16"><img id="large" src="/photos/astronaut.png" width="300">',
  );
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('#large') }]);
  expect(
    site.requests.filter(({ path }) => path === '/icon.png').map(({ destination }) => destination),
  ).toEqual(['image']);
});

it('does not fetch what the page itself could not show', async () => {
  site.route('/secret.png', behindLogin(photo('astronaut.png')));
  const page = await mien.open(
    '<img src="/secret.png"><img id="shown" src="/photos/astronaut.png" width="300">',
  );
  await waitForKnownFaces(page, [{ photo: 'astronaut.png', at: page.locator('#shown') }]);
  expect(
    site.requests.filter(({ path, destination }) => path === '/secret.png' && destination === 'empty'),
  ).toEqual([]);
});
