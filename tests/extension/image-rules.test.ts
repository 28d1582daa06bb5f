import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  behindLogin,
  html,
  login,
  photo,
  type Route,
  redirect,
  type SeenRequest,
  startSite,
  useMien,
  waitForFaces,
} from './harness/index.ts';
import { askAsPageScript } from './harness/page-script.ts';

// One server plays the public network and another the local one; names lead to both of them.
const [outside, inside] = await Promise.all([startSite(), startSite()]);
const portOf = (url: string) => new URL(url).port;
const space = (url: string, name: string) => `127.0.0.1:${portOf(url)}=${name}`;
const mien = await useMien({
  args: [
    `--ip-address-space-overrides=${space(outside.url('/'), 'public')},${space(inside.url('/'), 'local')}`,
    '--host-resolver-rules=MAP *.example 127.0.0.1',
  ],
});
afterAll(() => Promise.all([outside.close(), inside.close()]));

/** The page gets the photo, whoever else asks gets this. (In the clear, a browser does not say what it asks for an image.) */
function forScripts(answer: Route): Route {
  return (request, response) =>
    (request.headers.accept?.startsWith('image/') ? photo('astronaut.png') : answer)(request, response);
}

let pages = 0;
/** A page of the public network. */
async function openOutside(body: string, host = 'news.example') {
  const path = `/page-${pages++}`;
  outside.route(path, html(body));
  const page = await mien.context.newPage();
  await page.goto(outside.url(path, host));
  return page;
}

const asked = (requests: readonly SeenRequest[], path: string) =>
  requests.filter((request) => request.path === path);

describe('into the local network', () => {
  it('no redirect leads Mien, and the picture is read otherwise', async () => {
    inside.route('/admin', photo('astronaut.png'));
    outside.route('/lure.png', forScripts(redirect(inside.url('/admin'))));
    const page = await openOutside('<img src="/lure.png" width="300">');
    await waitForFaces(page, 1);
    expect(outside.hits('/lure.png')).toBeGreaterThan(1);
    expect(inside.hits('/admin')).toBe(0);
    await page.close();
  });

  it.each([
    ['by its address', '127.0.0.1'],
    ['by a name that turned to it', 'rebound.example'],
  ])('nobody who has taken over a page of the public network is led, %s', async (_how, host) => {
    inside.route('/camera.png', photo('astronaut.png'));
    const page = await openOutside('<img src="/photos/astronaut.png" width="300">');
    await waitForFaces(page, 1);
    const request = {
      id: 'lure',
      source: { kind: 'address', url: inside.url('/camera.png', host), credentials: 'include' },
      priority: 'asked',
    };
    expect(await askAsPageScript(page, 'readImage', request)).toMatchObject({
      answer: { ok: false, failure: 'network' },
    });
    expect(inside.hits('/camera.png')).toBe(0);
    await page.close();
  });

  it('the pages of that network are read', async () => {
    // Of another origin there, so that only the extension itself can fetch it.
    const page = await mien.open(
      `<img src="${inside.url('/photos/astronaut.png', 'localhost')}" width="300">`,
    );
    await waitForFaces(page, 1);
  });
});

describe('cookies', () => {
  beforeAll(async () => {
    outside.route('/login', login('Welcome'));
    const page = await mien.context.newPage();
    for (const host of ['bank.example', 'news.example', 'media.news.example']) {
      await page.goto(outside.url('/login', host));
    }
    await page.close();
  });

  it('of a site do not go along where another site shows its image, as they did not with the page’s own request', async () => {
    outside.route('/private.png', photo('astronaut.png'));
    const image = outside.url('/private.png', 'bank.example');
    const page = await openOutside(`<img src="${image}" width="300">`, 'evil.example');
    await waitForFaces(page, 1);
    const requests = asked(outside.requests, '/private.png');
    expect(requests.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
    await page.close();
  });

  it('of a site do not go along where another site redirects to it', async () => {
    outside.route('/transfer', photo('astronaut.png'));
    outside.route('/lure-to-bank.png', forScripts(redirect(outside.url('/transfer', 'bank.example'))));
    const page = await openOutside('<img src="/lure-to-bank.png" width="300">', 'news.example');
    await waitForFaces(page, 1);
    const requests = asked(outside.requests, '/transfer');
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.filter(({ cookie }) => cookie !== undefined)).toEqual([]);
    await page.close();
  });

  it('of a site do not go along from its frame in another site', async () => {
    outside.route('/in-frame.png', photo('astronaut.png'));
    outside.route('/frame', html('<img src="/in-frame.png" width="300">'));
    const frame = outside.url('/frame', 'bank.example');
    const page = await openOutside(
      `<iframe src="${frame}" width="400" height="400"></iframe>`,
      'evil.example',
    );
    await waitForFaces(page, 1);
    const requests = asked(outside.requests, '/in-frame.png');
    expect(requests.map(({ cookie }) => cookie)).toEqual([undefined, undefined]);
    await page.close();
  });

  it.each(['news.example', 'media.news.example'])(
    'go along to the page’s own host and below: %s',
    async (host) => {
      const path = `/behind-login-at-${host}.png`;
      outside.route(path, behindLogin(photo('astronaut.png')));
      // Of another origin each, so that nothing but the request with the cookie can read it.
      const page = await openOutside(`<img src="${outside.url(path, host)}" width="300">`);
      await waitForFaces(page, 1);
      const cookies = asked(outside.requests, path).map(({ cookie }) => cookie);
      expect(cookies).toEqual(['session=mien', 'session=mien']);
      await page.close();
    },
  );

  it('that are withheld do not make Mien take a login page for the picture', async () => {
    outside.route('/members.png', forScripts(html('Who are you?')));
    const image = outside.url('/members.png', 'bank.example');
    const page = await openOutside(`<img src="${image}" width="300">`, 'evil.example');
    await page.bringToFront();
    await waitForFaces(page, 1);
    await page.close();
  });
});

describe('other addresses', () => {
  it.each([
    'file:///etc/hostname',
    'ftp://news.example/a.png',
    'chrome://version',
    'data:image/png;base64,AAAA',
  ])('are refused before anybody fetches: %s', async (url) => {
    const page = await openOutside('<p>Nothing</p>');
    const request = {
      id: 'other',
      source: { kind: 'address', url, credentials: 'include' },
      priority: 'asked',
    };
    expect(await askAsPageScript(page, 'readImage', request)).toMatchObject({
      error: expect.stringContaining('malformed "readImage"'),
    });
    await page.close();
  });
});
