import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/settings/schema.ts';
import { BACKEND_NAMES } from '../../src/ui/backend-names.ts';
import { html, photo, readFaces, status, useMien, waitForFaces, waitUntil } from './harness/index.ts';

const mien = await useMien();
const { site, control } = mien;
site.route('/framed', html('<img src="/photos/astronaut.png" width="300">'));
const ASTRONAUT = '<h1>One person</h1><img src="/photos/astronaut.png" width="400">';

/** Opens the popup for a page, in a tab of its own, as large as the browser would show it. */
async function openPopup(page: Page): Promise<Page> {
  return await openPopupOf(await control.tabOf(page));
}

async function openPopupOf(tab: number): Promise<Page> {
  const popup = await mien.context.newPage();
  await popup.setViewportSize({ width: 360, height: 600 });
  await popup.goto(`chrome-extension://${mien.browser.extensionId}/popup.html?tab=${tab}`);
  await popup.locator('main').waitFor();
  return popup;
}

/**
 * Opens the popup at the toolbar button, as a person does, and waits until it shows such a text. Playwright does not
 * know such windows, so the browser is asked itself.
 */
async function waitAtButton(isDone: (text: string) => boolean): Promise<void> {
  const session = await mien.context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('The browser cannot be spoken to.');
  await control.page.evaluate(() => chrome.action.openPopup());
  const findTarget = async () => (await session.send('Target.getTargets')).targetInfos.find(isPopupAtButton);
  const popup = await waitUntil(findTarget, (target) => target !== undefined);
  const { sessionId } = await session.send('Target.attachToTarget', {
    targetId: popup?.targetId ?? '',
    flatten: false,
  });
  const textOf = async () => {
    const params = { expression: 'document.body.textContent', returnByValue: true };
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params });
    const answer = Promise.withResolvers<string>();
    session.once('Target.receivedMessageFromTarget', (event) => answer.resolve(event.message));
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    return String(JSON.parse(await answer.promise).result?.result?.value);
  };
  await waitUntil(textOf, isDone);
  await session.send('Target.closeTarget', { targetId: popup?.targetId ?? '' });
  await session.detach();
}

function isPopupAtButton({ url }: { readonly url: string }): boolean {
  return url === `chrome-extension://${mien.browser.extensionId}/popup.html`;
}

const countOf = (popup: Page, name: string) => popup.locator(`[data-count="${name}"] dd`);

async function expectCount(popup: Page, name: string, count: number): Promise<void> {
  await waitUntil(
    () => countOf(popup, name).textContent(),
    (shown) => shown === String(count),
    { deadline: 20_000, describe: (shown) => `${name}: ${shown}, not ${count}` },
  );
}

async function stored(): Promise<Partial<Settings>> {
  return await control.page.evaluate(
    async () => (await chrome.storage.local.get<{ settings?: object }>('settings')).settings ?? {},
  );
}

async function expectStored(wanted: Partial<Settings>): Promise<void> {
  await waitUntil(stored, (settings) =>
    Object.entries(wanted).every(
      ([name, value]) => JSON.stringify(settings[name as keyof Settings]) === JSON.stringify(value),
    ),
  );
}

async function engineIsThere(): Promise<boolean> {
  return await control.page.evaluate(
    async () => (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0,
  );
}

it('does not wake the engine to ask how it is', async () => {
  // The welcome page of the fresh profile may have woken it in the moment before it was closed, and it be on its way up.
  await control.engineStatus();
  await control.page.evaluate(() => chrome.offscreen.closeDocument());
  const page = await mien.open('<p>No picture here</p>');
  const popup = await openPopup(page);
  await popup.getByText('No image large enough').waitFor();
  await popup.getByText('Engine').click();
  await popup.getByText('It starts when there is something to read.').waitFor();
  expect(await engineIsThere()).toBe(false);
  await popup.close();
});

describe('the live state', () => {
  it('adds up what is read on the page and in its frames', async () => {
    const page = await mien.open(
      `${ASTRONAUT}<iframe src="${site.url('/framed', 'other.localhost')}" width="400" height="400"></iframe>`,
    );
    const [face] = await waitForFaces(page, 2);
    const popup = await openPopup(page);
    await expectCount(popup, 'seen', 2);
    await expectCount(popup, 'read', 2);
    await expectCount(popup, 'faces', 2);
    await expectCount(popup, 'waiting', 0);
    const row = popup.locator('.expression').first();
    await waitUntil(
      async () => [
        await row.getAttribute('data-expression'),
        await row.locator('.expression-count').textContent(),
      ],
      ([expression, count]) => expression === face?.expression && count === '2',
    );
    await popup.getByText('All images found so far are read.').waitFor();
    // Chrome would shrink the text of an extension's page.
    expect(await popup.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('13px');
    await popup.close();
  });

  it('lists an image that could not be read, with the reason', async () => {
    // The page itself gets the photo; the extension, which asks again, is turned away, and a page cannot read the
    // pixels of another site.
    site.route('/guarded.png', (request, response) =>
      (request.headers['sec-fetch-dest'] === 'image' ? photo('astronaut.png') : status(403))(
        request,
        response,
      ),
    );
    const guarded = site.url('/guarded.png', 'other.localhost');
    const page = await mien.open(`${ASTRONAUT}<img src="${guarded}" width="300">`);
    const popup = await openPopup(page);
    await expectCount(popup, 'failed', 1);
    await expectCount(popup, 'read', 1);
    await popup.getByText('Images that could not be read').click();
    await popup.getByText('guarded.png').waitFor();
    await popup.getByText('403').waitFor();
    await popup.close();
  });

  it('says which backend runs and why', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    const { backend, attempts } = await control.engineStatus();
    const popup = await openPopup(page);
    const engine = popup.locator('.engine');
    const name = BACKEND_NAMES[backend ?? 'cpu'];
    await engine.locator('summary').getByText(name).waitFor();
    await engine.locator('summary').click();
    const tried = await waitUntil(
      () => engine.locator('li').allTextContents(),
      (sentences) => sentences.length === attempts.length,
    );
    expect(tried.at(-1)).toBe(`${name} runs.`);
    for (const sentence of tried.slice(0, -1))
      expect(sentence).toMatch(/^\w+ (was passed over|failed): .+\.$/);
    await popup.close();
  });

  it('says where no extension may run', async () => {
    const page = await mien.context.newPage();
    await page.goto('chrome://version');
    const tab = await control.page.evaluate(
      async () => (await chrome.tabs.query({})).find((tab) => tab.url === undefined)?.id,
    );
    const popup = await openPopupOf(tab ?? -1);
    await popup.getByText('No extension may run on this page.').waitFor();
    await popup.getByRole('button', { name: 'Read what is in view', disabled: true }).waitFor();
    await popup.getByRole('switch', { name: 'On this site', disabled: true }).waitFor();
    await popup.close();
    await page.close();
  });
});

it('opens at the toolbar button for the page in front', async () => {
  await mien.open('<p>Another page</p>');
  const page = await mien.open(ASTRONAUT, 'photos.localhost');
  await waitForFaces(page, 1);
  await page.bringToFront();
  const wanted = ['All images found so far are read.', 'On this sitephotos.localhost', 'Faces1Images1Read1'];
  await waitAtButton((shown) => wanted.every((text) => shown.includes(text)));
});

describe('the switches', () => {
  it('turn everything off and on again', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    const popup = await openPopup(page);
    const master = popup.getByRole('switch', { name: 'Read faces' });
    await master.click();
    await expectStored({ enabled: false });
    await waitForFaces(page, 0);
    await popup.getByText('Off. A right-click').waitFor();
    await master.click();
    await expectStored({ enabled: true });
    await waitForFaces(page, 1);
    await popup.close();
  });

  it('turn one site off, in the frames of its pages too, and leave the others on', async () => {
    const frame = site.url('/framed', 'other.localhost');
    const blog = await mien.open(
      `${ASTRONAUT}<iframe src="${frame}" width="400" height="400"></iframe>`,
      'blog.localhost',
    );
    const other = await mien.open(ASTRONAUT);
    await waitForFaces(blog, 2);
    await waitForFaces(other, 1);
    const popup = await openPopup(blog);
    const here = popup.getByRole('switch', { name: 'On this site' });
    await here.click();
    await expectStored({ blockedHosts: ['blog.localhost'] });
    await waitForFaces(blog, 0);
    expect(await readFaces(other)).toHaveLength(1);
    await here.click();
    await expectStored({ blockedHosts: [] });
    await waitForFaces(blog, 2);
    await popup.close();
  });

  it('keep a blocked host silent where another page embeds it', async () => {
    await control.changeSettings({ blockedHosts: ['other.localhost'] });
    const page = await mien.open(
      `${ASTRONAUT}<iframe src="${site.url('/framed', 'other.localhost')}" width="400" height="400"></iframe>`,
    );
    const popup = await openPopup(page);
    await expectCount(popup, 'read', 1);
    await expectCount(popup, 'faces', 1);
    await waitForFaces(page, 1);
    await popup.close();
  });
});

describe('the settings', () => {
  it('let a page be read only on request', async () => {
    await control.changeSettings({ mode: 'automatic' });
    const first = await mien.open(ASTRONAUT);
    const popup = await openPopup(first);
    await popup.getByRole('radio', { name: 'Only when I ask' }).check();
    await expectStored({ mode: 'on-request' });
    await popup.close();

    const page = await mien.open(ASTRONAUT);
    const itsPopup = await openPopup(page);
    await expectCount(itsPopup, 'seen', 1);
    await itsPopup.getByText('Nothing is read before you ask.').waitFor();
    expect(await readFaces(page)).toHaveLength(0);
    await itsPopup.getByRole('button', { name: 'Read what is in view' }).click();
    await waitForFaces(page, 1);
    await expectCount(itsPopup, 'read', 1);
    await itsPopup.close();
  });

  it('change the labels and boxes that are on the page already', async () => {
    const page = await mien.open(ASTRONAUT);
    const [face] = await waitForFaces(page, 1);
    const popup = await openPopup(page);
    await popup.getByRole('radio', { name: 'Word', exact: true }).check();
    await expectStored({ labelStyle: 'word' });
    await waitForFaces(page, ([now]) => now !== undefined && !/\p{Extended_Pictographic}/u.test(now.text));
    await popup.getByRole('radio', { name: 'Emoji' }).check();
    await waitForFaces(page, ([now]) => now !== undefined && /\p{Extended_Pictographic}/u.test(now.text));
    await popup.getByRole('switch', { name: 'Boxes around faces' }).click();
    await expectStored({ labelStyle: 'emoji', showBoxes: false });
    const [still] = await waitForFaces(page, 1);
    expect(still?.expression).toBe(face?.expression);
    await popup.close();
  });

  it('hide faces that are less probable than the least confidence, by keyboard', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    const popup = await openPopup(page);
    const slider = popup.getByRole('slider', { name: 'Least confidence' });
    await slider.focus();
    await popup.keyboard.press('End');
    await expectStored({ leastConfidence: 1 });
    await waitForFaces(page, 0);
    await popup.keyboard.press('Home');
    await expectStored({ leastConfidence: 0 });
    await waitForFaces(page, 1);
    await popup.close();
  });

  it('choose the backend that reads', async () => {
    const page = await mien.open(ASTRONAUT);
    await waitForFaces(page, 1);
    const popup = await openPopup(page);
    const engine = popup.locator('.engine');
    await engine.locator('summary').click();
    await popup.getByRole('combobox', { name: 'Runs on' }).selectOption('CPU');
    await expectStored({ backend: 'cpu' });
    await engine.locator('summary').getByText('CPU').waitFor();
    await waitUntil(
      () => engine.locator('li').allTextContents(),
      (tried) => JSON.stringify(tried) === '["CPU runs."]',
    );
    await popup.close();
  });

  it('that are broken in the storage are shown as their defaults', async () => {
    await control.page.evaluate(() =>
      chrome.storage.local.set({ settings: { enabled: 'maybe', labelStyle: 'word', leastConfidence: 17 } }),
    );
    const popup = await openPopup(await mien.open('<p>Nothing</p>'));
    expect(await popup.getByRole('switch', { name: 'Read faces' }).isChecked()).toBe(true);
    expect(await popup.getByRole('radio', { name: 'Word', exact: true }).isChecked()).toBe(true);
    expect(await popup.getByRole('slider').inputValue()).toBe('0');
    await popup.close();
  });
});
