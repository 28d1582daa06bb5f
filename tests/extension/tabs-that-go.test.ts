import type { Page } from 'playwright';
import { afterEach, beforeEach, it } from 'vitest';
import { engineLine } from './harness/ask-engine.ts';
import { held, html, photo, type Route, useMien, waitForFaces, waitUntil } from './harness/index.ts';

/** A page that goes away, or falls asleep, while one of its pictures is being read. */
const mien = await useMien();
const { site, control } = mien;
const engine = engineLine(control.page);

/** An image that its page gets at once, and the engine once it is released. */
function heldForEngine() {
  const picture = photo('astronaut.png');
  const gate = held(picture);
  const open = new Set<unknown>();
  const route: Route = (request, response) => {
    if (request.headers['sec-fetch-dest'] === 'image') return picture(request, response);
    open.add(response);
    response.once('close', () => open.delete(response));
    return gate.route(request, response);
  };
  site.route('/held.png', route);
  return { open, release: gate.release };
}

let image: ReturnType<typeof heldForEngine>;
let page: Page;

async function openConnections(count: number, deadline = 10_000): Promise<void> {
  await waitUntil(
    async () => image.open.size,
    (size) => size === count,
    { deadline },
  );
}

async function expectNothingLeft(): Promise<void> {
  await openConnections(0);
  await waitUntil(
    () => engine.ask('engineAccounts'),
    ({ openRequests }) => openRequests === 0,
  );
}

async function expectTheNextIsRead(): Promise<void> {
  const next = await mien.open('<img src="/photos/astronaut.png" width="300">');
  await waitForFaces(next, 1);
}

beforeEach(async () => {
  image = heldForEngine();
  page = await mien.open('<img src="/held.png" width="400">');
  await openConnections(1, 30_000);
  await waitUntil(
    () => engine.ask('engineAccounts'),
    ({ openRequests }) => openRequests === 1,
  );
});
afterEach(() => image.release());

it('closed: its reading is broken off', async () => {
  await page.close();
  await expectNothingLeft();
  await expectTheNextIsRead();
});

it('navigated: what the old page asked for is broken off, and the new page is read', async () => {
  site.route('/elsewhere', html('<img src="/photos/sample2.jpg" width="500">'));
  await page.goto(site.url('/elsewhere'));
  await expectNothingLeft();
  await waitForFaces(page, (faces) => faces.length > 0);
});

it('reloaded: the picture is asked for anew, once', async () => {
  await page.reload();
  await openConnections(1);
  await waitUntil(
    () => engine.ask('engineAccounts'),
    ({ openRequests }) => openRequests === 1,
  );
  image.release();
  await waitForFaces(page, 1);
  await expectNothingLeft();
});

it('with its renderer crashed: its reading is broken off, and it is read when it is loaded again', async () => {
  const crashed = page.waitForEvent('crash');
  // It never answers.
  page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await expectNothingLeft();
  // To Playwright the page is gone for good; the browser shows a tab that can be loaded again.
  const tab = await control.tabOf(page);
  await control.page.evaluate((id) => chrome.tabs.reload(id), tab);
  await openConnections(1, 30_000);
  image.release();
  await waitUntil(
    () => control.statesOf(page, { images: false }),
    ([state]) => state?.counts.faces === 1,
  );
});

it('discarded: its reading is broken off, and it is read when the person comes back to it', async () => {
  const tab = await control.tabOf(page);
  await control.page.bringToFront();
  await control.page.evaluate((id) => chrome.tabs.discard(id), tab);
  await expectNothingLeft();
  await expectTheNextIsRead();
  image.release();
  const back = control.page.evaluate(async (address) => {
    const [found] = (await chrome.tabs.query({})).filter(({ url }) => url === address);
    await chrome.tabs.update(found?.id ?? -1, { active: true });
  }, page.url());
  const returned = await waitUntil(
    async () => mien.context.pages().find((each) => each.url() === page.url() && !each.isClosed()),
    (found) => found !== undefined,
  );
  await back;
  if (returned === undefined) throw new Error('The tab has not come back.');
  await waitForFaces(returned, 1);
});

it('frozen: what was read meanwhile is drawn when it thaws', async () => {
  const session = await mien.context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  image.release();
  await expectNothingLeft();
  await expectTheNextIsRead();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await waitForFaces(page, 1);
});
