import type { CDPSession, Page } from 'playwright';
import { beforeAll, expect, it } from 'vitest';
import { engineDocument } from '../../scripts/lib/devtools-target.ts';
import { engineLine } from './harness/ask-engine.ts';
import {
  bytes,
  html,
  photoBytes,
  photoType,
  status,
  useMien,
  waitForFaces,
  waitUntil,
} from './harness/index.ts';
import { type ClassName, countLive } from './harness/live-objects.ts';

/** What is left after readings that went well, that failed, and that were broken off: nothing. */
const mien = await useMien();
const { site, control } = mien;
const engine = engineLine(control.page);
let browser: CDPSession;

const NAMES = ['astronaut.png', 'sample2.jpg', 'sample4.jpg', 'sample6.jpg'] as const;
let visits = 0;

beforeAll(async () => {
  const session = await mien.context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');
  browser = session;
  await engine.ask('wakeEngine');
  site.route('/broken.png', (request, response) =>
    request.headers['sec-fetch-dest'] === 'image'
      ? status(404)(request, response)
      : void request.socket.destroy(),
  );
});

/** A page that is read, one picture of which is exchanged, and which is then closed: half of the time too early. */
async function visit(): Promise<void> {
  visits += 1;
  const images = NAMES.map((name) => {
    // Bytes behind the end of the file: what was read before would come from memory, and never get to the worker.
    const fresh = Buffer.concat([photoBytes(name), Buffer.from(`visit ${visits}`)]);
    site.route(`/visit-${visits}/${name}`, bytes(photoType(name), fresh));
    return `<img src="/visit-${visits}/${name}" width="250">`;
  });
  site.route(`/visit-${visits}`, html(images.join(' ')));
  const page = await mien.context.newPage();
  await page.goto(site.url(`/visit-${visits}`));
  if (visits % 2 === 0) {
    await waitForFaces(page, (faces) => faces.length > 3);
    await page.evaluate(() => document.querySelector('img')?.remove());
  }
  const outcomes = await Promise.all([
    engine.read(site.url('/broken.png'), { priority: 'near' }),
    engine.readBytes(Buffer.from(`no picture ${visits}`)),
  ]);
  expect(outcomes.map(({ ok }) => ok)).toEqual([false, false]);
  await page.close();
}

const CLASSES: readonly ClassName[] = ['ImageBitmap', 'AbortController', 'Blob', 'Response', 'Worker'];

type Holdings = Readonly<Record<string, number>>;

async function holdings(): Promise<Holdings> {
  await waitUntil(
    () => engine.ask('engineAccounts'),
    ({ openRequests }) => openRequests === 0,
  );
  const document = await engineDocument(browser);
  if (document === undefined) throw new Error('There is no engine.');
  try {
    const inDocument = await Promise.all(CLASSES.map((name) => countLive(document, name)));
    const { documents, jsEventListeners } = await document.send('Memory.getDOMCounters');
    return {
      ...((await engine.ask('engineAccounts')).tensors ?? { tensors: 0, bytes: 0 }),
      ...Object.fromEntries(CLASSES.map((name, at) => [name, inDocument[at] ?? 0])),
      documents: Number(documents),
      listeners: Number(jsEventListeners),
      contexts: await control.page.evaluate(async () => (await chrome.runtime.getContexts({})).length),
    };
  } finally {
    await document.detach();
  }
}

it('in the engine: no tensor, bitmap, request, listener, document or worker', async () => {
  for (let round = 0; round < 4; round += 1) await visit();
  // A batch that nobody waits for any more is read to its end.
  const before = await waitUntil(holdings, ({ ImageBitmap }) => ImageBitmap === 0);
  expect(before).toMatchObject({ Worker: 1 });
  for (let round = 0; round < 8; round += 1) await visit();
  // What is on its way out may still be there for a moment; what leaks would never go.
  const isNoMore = (now: Holdings) =>
    Object.entries(now).every(([what, count]) => count <= (before[what] ?? 0));
  const after = await waitUntil(holdings, isNoMore);
  expect({ tensors: after.tensors, bytes: after.bytes }).toEqual({
    tensors: before.tensors,
    bytes: before.bytes,
  });
}, 120_000);

async function countersOf(page: Page) {
  const devtools = await mien.context.newCDPSession(page);
  try {
    await devtools.send('HeapProfiler.collectGarbage');
    const { documents, nodes, jsEventListeners } = await devtools.send('Memory.getDOMCounters');
    return { documents, nodes, listeners: jsEventListeners };
  } finally {
    await devtools.detach();
  }
}

it('in a page: no node and no listener of pictures that came and went', async () => {
  const page = await mien.open('<main></main>');
  const comeAndGo = async () => {
    await page.evaluate(
      (names) => {
        for (const name of names)
          document.querySelector('main')?.append(Object.assign(new Image(250), { src: name }));
      },
      NAMES.map((name) => `/photos/${name}`),
    );
    await waitForFaces(page, (faces) => faces.length > 3);
    await page.evaluate(() => document.querySelector('main')?.replaceChildren());
    await waitForFaces(page, 0);
  };
  for (let round = 0; round < 3; round += 1) await comeAndGo();
  // A reading that was broken off holds its picture for a moment more; a leak would hold it for ever.
  type Counters = Awaited<ReturnType<typeof countersOf>>;
  const isLittle = ({ nodes }: Counters) => nodes < 40;
  const before = await waitUntil(() => countersOf(page), isLittle);
  for (let round = 0; round < 8; round += 1) await comeAndGo();
  const isNoMore = (now: Counters) =>
    isLittle(now) && now.documents === before.documents && now.listeners <= before.listeners;
  await waitUntil(() => countersOf(page), isNoMore);
});

it('in a page where Mien is switched off: no node of it', async () => {
  const page = await mien.open('<img src="/photos/astronaut.png" width="300">');
  await waitForFaces(page, 1);
  const elements = () => page.evaluate(() => document.documentElement.children.length);
  expect(await elements()).toBe(3);
  await control.changeSettings({ enabled: false });
  await waitUntil(elements, (count) => count === 2);
});
