import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Worker } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBuiltFiles } from '../../scripts/lib/built-files.ts';
import { ENGINE_LINE } from '../../src/messaging/line.ts';
import type { LineProtocol, Protocol } from '../../src/messaging/protocol.ts';
import { lineSchemas, requestSchemas } from '../../src/messaging/schemas.ts';
import { ANSWER } from '../fixtures/correction.ts';
import { keptCorrections } from './harness/corrections.ts';
import { BUILT_EXTENSION, held, photo, useMien, waitUntil } from './harness/index.ts';
import { askAsPageScript, asPageScript, sendAsPageScript } from './harness/page-script.ts';

const mien = await useMien();
const { browser, context, control, site } = mien;
const mienId = browser.extensionId;
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const address = { kind: 'address', url: site.url('/photos/astronaut.png'), credentials: 'include' };

type Answered = 'is answered' | 'is not answered';

/** Every message as it should be, and whether a page's script may send it to the extension. */
const MESSAGES: Record<keyof Protocol, readonly [data: unknown, fromPageScript: Answered]> = {
  wakeEngine: [undefined, 'is answered'],
  captureTab: [{ requests: [{ id: 'a', area: { x: 0, y: 0, width: 1, height: 1 } }] }, 'is answered'],
  bringPart: [{ part: 'live-video' }, 'is answered'],
  labelMessages: [{ language: 'de' }, 'is answered'],
  facesChanged: [undefined, 'is answered'],
  openViewer: [{ source: address, name: 'a' }, 'is answered'],
  // Only by a name that cannot be guessed; any other is of no face.
  faceCrop: [{ crops: 'a', face: 0 }, 'is answered'],
  blockSite: [undefined, 'is answered'],
  keepCorrection: [ANSWER, 'is answered'],
  holdCapture: [{ name: 'a', dataUrl: PIXEL }, 'is not answered'],
  configureEngine: [{ backend: 'cpu', rememberedReadings: 0 }, 'is not answered'],
  clearReadings: [undefined, 'is not answered'],
  engineStatus: [undefined, 'is not answered'],
  engineAccounts: [undefined, 'is not answered'],
  readClickedImage: [{ src: '' }, 'is not answered'],
  readClickedVideo: [undefined, 'is not answered'],
  readPageNow: [undefined, 'is not answered'],
  showFace: [{ expression: 'happy', index: 0 }, 'is not answered'],
  reportState: [{ images: true }, 'is not answered'],
  frameState: [
    {
      frame: 'a',
      active: true,
      counts: { seen: 0, read: 0, waiting: 0, failed: 0, faces: 0 },
      expressions: {},
    },
    'is not answered',
  ],
};
const LINE_MESSAGES: Record<keyof LineProtocol, unknown> = {
  readImage: { id: 'a', source: address, priority: 'asked' },
  cancelRead: { id: 'a' },
  reprioritizeRead: { id: 'a', priority: 'asked' },
};

/** Another extension, with every right over pages, which lends its own messaging to them. */
const hostile = mkdtempSync(join(tmpdir(), 'mien-hostile-'));
writeFileSync(
  join(hostile, 'manifest.json'),
  JSON.stringify({
    manifest_version: 3,
    name: 'Hostile',
    version: '1',
    background: { service_worker: 'background.js' },
    host_permissions: ['<all_urls>'],
    permissions: ['scripting', 'tabs'],
    externally_connectable: { matches: ['http://127.0.0.1/*'] },
  }),
);
writeFileSync(
  join(hostile, 'background.js'),
  'chrome.runtime.onMessageExternal.addListener(() => undefined);',
);
let stranger: Worker;

beforeAll(async () => {
  const started = context.waitForEvent('serviceworker');
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Extensions.loadUnpacked', { path: hostile });
  stranger = await started;
});
afterAll(() => rmSync(hostile, { recursive: true, force: true }));

/** What runs in the stranger or in its page: sends, and tells what came of it. */
const sendTo = ([id, message]: readonly [string, unknown]) =>
  chrome.runtime.sendMessage(id, message).then(
    (answer: unknown) => ({ answer: answer ?? null }),
    (error: Error) => ({ error: error.message }),
  );
const connectTo = ([id, name, message]: readonly [string, string, unknown]) =>
  new Promise<unknown>((resolve) => {
    const port = chrome.runtime.connect(id, { name });
    port.onMessage.addListener((answer) => resolve({ answer }));
    port.onDisconnect.addListener(() => resolve({ error: chrome.runtime.lastError?.message ?? 'closed' }));
    port.postMessage([message]);
  });

const NOBODY = { error: expect.stringMatching(/Receiving end does not exist/) };
const names = Object.keys(requestSchemas) as (keyof Protocol)[];
const lineNames = Object.keys(lineSchemas) as (keyof LineProtocol)[];
const wrapped = (type: keyof Protocol) => ({ id: 1, type, data: MESSAGES[type][0], timestamp: 0 });

describe('another extension', () => {
  it.each(names)('gets no answer to "%s"', async (type) => {
    expect(await stranger.evaluate(sendTo, [mienId, wrapped(type)] as const)).toEqual(NOBODY);
  });

  it.each(lineNames)('gets no line for "%s"', async (name) => {
    const message = { name, request: LINE_MESSAGES[name], number: 1 };
    expect(await stranger.evaluate(connectTo, [mienId, ENGINE_LINE, message] as const)).toEqual(NOBODY);
  });
});

describe('a web page', () => {
  it('to which another extension lends its messaging gets no answer either', async () => {
    const page = await mien.open('<p>Hello</p>');
    expect(await page.evaluate(() => typeof chrome.runtime?.sendMessage)).toBe('function');
    for (const type of names) {
      expect(await page.evaluate(sendTo, [mienId, wrapped(type)] as const), type).toEqual(NOBODY);
    }
    const message = { name: 'readImage', request: LINE_MESSAGES.readImage, number: 1 };
    expect(await page.evaluate(connectTo, [mienId, ENGINE_LINE, message] as const)).toEqual(NOBODY);
  });

  it('can load no file of Mien, and show none in a frame', async () => {
    const page = await mien.open('<p>Hello</p>');
    const files = readBuiltFiles(BUILT_EXTENSION).map(({ path }) => `chrome-extension://${mienId}/${path}`);
    const loaded = await page.evaluate(async (addresses) => {
      const attempt = (make: (address: string) => Promise<boolean>) => async (address: string) =>
        (await make(address)) ? [address] : [];
      const asElement = (tag: 'img' | 'script' | 'link') =>
        attempt((address) => {
          const element = document.createElement(tag);
          if (tag === 'link') Object.assign(element, { rel: 'stylesheet', href: address });
          else Object.assign(element, { src: address });
          const { promise, resolve } = Promise.withResolvers<boolean>();
          element.onload = () => resolve(true);
          element.onerror = () => resolve(false);
          document.body.append(element);
          return promise;
        });
      const asFetch = attempt((address) =>
        fetch(address, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        ),
      );
      const ways = [asFetch, asElement('img'), asElement('script'), asElement('link')];
      const found = await Promise.all(addresses.flatMap((address) => ways.map((way) => way(address))));
      return found.flat();
    }, files);
    expect(files.length).toBeGreaterThan(20);
    expect(loaded).toEqual([]);
    await page.evaluate((address) => {
      const frame = Object.assign(document.createElement('iframe'), { src: address });
      document.body.append(frame);
    }, `chrome-extension://${mienId}/popup.html`);
    // The browser shows its own page of an error in the place of Mien's.
    await waitUntil(
      async () => page.frames().map((frame) => frame.url()),
      (urls) => urls[1] === 'chrome-error://chromewebdata/',
    );
  });
});

describe('whoever has taken over a page, and speaks as Mien’s script in it,', () => {
  let page: Page;
  beforeAll(async () => {
    site.route('/taken', (_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Taken</title><p>Hello</p>');
    });
    page = await context.newPage();
    await page.goto(site.url('/taken'));
    await control.engineStatus();
  });
  afterAll(() => page?.close());

  it.each(names)('sends "%s", which is answered only where pages may ask that', async (type) => {
    const [data, expected] = MESSAGES[type];
    await page.bringToFront();
    const answer = (await sendAsPageScript(page, type, data)) as { res?: unknown; err?: unknown } | null;
    // The library answers with `res` or with `err`; nobody at all answers with neither.
    const isAnswered = answer !== null && !('rejected' in answer) && answer.err === undefined;
    expect(isAnswered ? 'is answered' : 'is not answered', JSON.stringify(answer)).toBe(expected);
  });

  it.each(lineNames)('sends a malformed "%s" over the line, which reaches nobody', async (name) => {
    expect(await askAsPageScript(page, name, { id: 7, source: address })).toMatchObject({
      error: expect.stringContaining(`malformed "${name}"`),
    });
  });

  it.each(['constructor', '__proto__', 'toString', 'holdCapture', ''])(
    'asks over the line for %j, which is none of its messages',
    async (name) => {
      expect(await askAsPageScript(page, name, {})).toMatchObject({
        error: expect.stringContaining('malformed "line"'),
      });
    },
  );

  it('takes no capture that another page was given', async () => {
    const source = { kind: 'captured', id: 'another' };
    const name = `${await control.tabOf(page)} another-document another`;
    await control.page.evaluate(
      ([held, dataUrl]) =>
        chrome.runtime.sendMessage({
          id: 1,
          type: 'holdCapture',
          data: { name: held, dataUrl },
          timestamp: 0,
        }),
      [name, PIXEL] as const,
    );
    expect(await askAsPageScript(page, 'readImage', { id: 'a', source, priority: 'asked' })).toMatchObject({
      answer: { ok: false, reason: 'What was captured of the tab was not read in time.' },
    });
  });

  it('cancels nothing that another page has asked for', async () => {
    const gate = held(photo('astronaut.png'));
    site.route('/slow.png', gate.route);
    const other = await mien.open('<p>Another</p>');
    const source = { kind: 'address', url: site.url('/slow.png'), credentials: 'include' };
    const answer = askAsPageScript(other, 'readImage', { id: 'slow', source, priority: 'asked' });
    await waitUntil(
      async () => site.hits('/slow.png'),
      (hits) => hits === 1,
    );
    await askAsPageScript(page, 'cancelRead', { id: 'slow' });
    gate.release();
    expect(await answer).toMatchObject({ answer: { ok: true } });
  });

  it('finds no answer to "Wrong?", and hears of none', async () => {
    await page.bringToFront();
    const { answers, heard, stores } = await asPageScript<Record<'answers' | 'heard' | 'stores', unknown>>(
      page,
      `async () => {
        const heard = [];
        new BroadcastChannel('mien-corrections').onmessage = ({ data }) => heard.push(data);
        const message = { id: 1, type: 'keepCorrection', data: ${JSON.stringify(ANSWER)}, timestamp: 0 };
        await chrome.runtime.sendMessage(message);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const all = await Promise.all(
          ['local', 'sync', 'session', 'managed'].map((area) => chrome.storage[area]?.get().catch(() => null)),
        );
        const stores = await new Promise((resolve, reject) => {
          const opening = indexedDB.open('mien-corrections');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => resolve([...opening.result.objectStoreNames]);
        });
        return { answers: JSON.stringify(all).match(/sadness|corrections/g), heard, stores };
      }`,
    );
    expect({ answers, heard, stores }).toEqual({ answers: null, heard: [], stores: [] });
    expect((await keptCorrections(control)).at(-1)).toMatchObject(ANSWER);
  });

  it('opens no viewer from a tab that nobody sees', async () => {
    const before = context.pages().length;
    const front = await context.newPage();
    await front.bringToFront();
    expect(await sendAsPageScript(page, 'openViewer', { source: address, name: 'a' })).toMatchObject({
      err: { message: 'Only a page in front opens the viewer.' },
    });
    await front.close();
    expect(context.pages()).toHaveLength(before);
  });
});
