import type { Socket } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engineDocument } from '../../scripts/lib/devtools-target.ts';
import { FETCH_DEADLINE } from '../../src/engine/limits.ts';
import type { TensorAccounts } from '../../src/terms/reading-request.ts';
import { engineLine } from './harness/ask-engine.ts';
import { shortenTimers } from './harness/engine-timers.ts';
import {
  bytes,
  cutOff,
  endless,
  held,
  lyingAboutLength,
  photo,
  photoBytes,
  type Route,
  redirect,
  status,
  trickling,
  useMien,
  waitUntil,
} from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;
const engine = engineLine(control.page);
const GOOD = photo('astronaut.png');
const READ = { ok: true, reading: { faces: [{}] } };

let flat: TensorAccounts | undefined;
let addresses = 0;

/** A new address that answers like this, and whether each of its connections is closed by now. */
function address(route: Route) {
  const path = `/fault-${addresses++}.png`;
  const open = new Set<Socket>();
  site.route(path, (request, response) => {
    const { socket } = request;
    open.add(socket);
    // A socket may serve for the next request when this one has ended well.
    for (const ending of [response, socket]) ending.once('close', () => open.delete(socket));
    return route(request, response);
  });
  return { url: site.url(path), open, mend: () => site.route(path, GOOD) };
}

beforeAll(async () => {
  await engine.ask('wakeEngine');
  expect(await engine.read(site.url('/photos/astronaut.png'))).toMatchObject(READ);
  flat = (await engine.ask('engineAccounts')).tensors;
  expect(flat?.tensors).toBeGreaterThan(0);
});
beforeEach(() => engine.ask('wakeEngine'));
afterEach(async () => {
  // The engine holds what it held before: no request, no tensor, one reading, since all are of one picture.
  await waitUntil(
    () => engine.ask('engineAccounts'),
    ({ openRequests }) => openRequests === 0,
  );
  expect(await engine.ask('engineAccounts')).toEqual({
    openRequests: 0,
    rememberedReadings: 1,
    tensors: flat,
  });
});

const failedConnection = {
  ok: false,
  failure: 'network',
  reason: 'The image could not be loaded: the connection failed.',
};
const refusedWith = (code: number) => ({
  ok: false,
  failure: 'http',
  reason: `The image could not be loaded: ${code}.`,
});
const noImage = { ok: false, failure: 'not-an-image', reason: 'The file is not an image.' };
const late = { ok: false, failure: 'deadline', reason: 'The image did not load within 20 seconds.' };

describe('a server that', () => {
  it.each([
    ['says 403', status(403), refusedWith(403)],
    ['says 404', status(404), refusedWith(404)],
    ['says 500', status(500), refusedWith(500)],
    [
      'says 500 with a picture',
      (_: unknown, response: Parameters<Route>[1]) => {
        response.writeHead(500, { 'content-type': 'image/png' }).end(photoBytes('astronaut.png'));
      },
      refusedWith(500),
    ],
    [
      'sends without end',
      endless('astronaut.png'),
      { ok: false, failure: 'too-large', reason: 'The image is too large (more than 24 MB).' },
    ],
    ['cuts the connection', cutOff('astronaut.png', 0.5), failedConnection],
    ['promises more than it sends', lyingAboutLength('astronaut.png', 2), failedConnection],
    ['sends a page as a picture', bytes('image/png', '<!doctype html><p>no picture'), noImage],
    ['sends nothing', bytes('image/png', ''), noImage],
    [
      'redirects to itself for ever',
      (request: Parameters<Route>[0], response: Parameters<Route>[1]) =>
        redirect(request.url ?? '')(request, response),
      failedConnection,
    ],
    ['redirects to a file', redirect('file:///etc/passwd'), failedConnection],
  ] as const)(
    '%s is told of, is not remembered, and is read once it is mended',
    async (_what, route, failure) => {
      const { url, open, mend } = address(route as Route);
      expect(await engine.read(url)).toEqual(failure);
      await waitUntil(
        async () => open.size,
        (count) => count === 0,
      );
      mend();
      expect(await engine.read(url)).toMatchObject(READ);
    },
  );

  it('sends a picture as a page is read all the same', async () => {
    const { url } = address(bytes('text/html', photoBytes('astronaut.png')));
    expect(await engine.read(url)).toMatchObject(READ);
  });

  it('promises less than it sends is believed: the rest of the picture is not taken', async () => {
    const { url, mend } = address(lyingAboutLength('astronaut.png', 0.2));
    const outcome = await engine.read(url);
    expect(outcome).toEqual({ ok: false, failure: 'damaged-image', reason: 'The image is damaged.' });
    mend();
    expect(await engine.read(url)).toMatchObject(READ);
  });
});

describe('slow servers', () => {
  it('are given up after twenty seconds, and block nothing that a person asks another server for', async () => {
    // The twenty seconds are so many here.
    const patience = 6000;
    const giveTimersBack = await shortenTimers(mien, { wait: FETCH_DEADLINE, instead: patience });
    const gate = held(GOOD);
    const silent = address(gate.route);
    const slow = Array.from({ length: 20 }, () => address(trickling('astronaut.png', 1, 1000)));
    const started = Date.now();
    const waiting = [
      engine.read(silent.url, { priority: 'visible' }),
      ...slow.map(({ url }) => engine.read(url, { priority: 'near' })),
    ];
    // With the silent one, as many as the browser asks of one server at once.
    await waitUntil(
      async () => slow.filter(({ open }) => open.size > 0).length,
      (stuck) => stuck >= 5,
    );
    // The browser opens six connections to one server, and all of those to that one are taken.
    const elsewhere = site.url('/photos/astronaut.png', 'photos.localhost');
    expect(await engine.read(elsewhere)).toMatchObject(READ);
    expect(Date.now() - started).toBeLessThan(patience);
    // The last of them begin when the first are given up.
    for (const outcome of await Promise.all(waiting)) expect(outcome).toEqual(late);
    expect(Date.now() - started).toBeGreaterThan(2 * patience);
    await giveTimersBack();
    await waitUntil(
      async () => [silent, ...slow].reduce((sum, { open }) => sum + open.size, 0),
      (count) => count === 0,
    );
    gate.release();
  }, 120_000);
});

describe('a machine that goes offline', () => {
  async function devtools() {
    const session = await mien.context.browser()?.newBrowserCDPSession();
    if (session === undefined) throw new Error('The browser cannot be spoken to.');
    return session;
  }
  const offline = (isOffline: boolean) => ({
    offline: isOffline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });

  it('is told that the connection failed, and reads when it is back', async () => {
    const document = await engineDocument(await devtools());
    if (document === undefined) throw new Error('There is no engine.');
    await document.send('Network.enable');
    await document.send('Network.emulateNetworkConditions', offline(true));
    const { url } = address(GOOD);
    expect(await engine.read(url)).toEqual(failedConnection);
    await document.send('Network.emulateNetworkConditions', offline(false));
    expect(await engine.read(url)).toMatchObject(READ);
    await document.detach();
  });

  it('in the middle of a picture is told so at once', async () => {
    const trickle = trickling('astronaut.png', 1000, 50);
    const { url, open, mend } = address(async (request, response) => {
      await trickle(request, response);
      // Before the first bytes the browser would simply try once more.
      setTimeout(() => request.socket.destroy(), 500);
    });
    const started = Date.now();
    expect(await engine.read(url)).toEqual(failedConnection);
    expect(Date.now() - started).toBeLessThan(10_000);
    await waitUntil(
      async () => open.size,
      (count) => count === 0,
    );
    mend();
    expect(await engine.read(url)).toMatchObject(READ);
  });
});
