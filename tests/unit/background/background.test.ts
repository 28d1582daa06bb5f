import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { offerContextMenu } from '../../../src/background/context-menu.ts';
import { answerWakeCalls, followEngineSettings } from '../../../src/background/engine.ts';
import { serveOpenTabsOnInstall } from '../../../src/background/open-tabs.ts';
import { welcomeOnInstall } from '../../../src/background/welcome.ts';
import { updateSettings } from '../../../src/settings/store.ts';

/**
 * The browser at its edge: what the fake browser lacks is filled in here. The same things are shown with the real one
 * in tests/extension; here they are made to fail in ways that the real one does only by chance.
 */
const browserEdge = {
  sendToTab: vi.fn<(tabId: number, message: { type: string; data: unknown }, options: unknown) => unknown>(),
  executeScript: vi.fn<(injection: unknown) => Promise<unknown>>(),
  createMenu: vi.fn<(entry: unknown, done: () => void) => void>(),
  updateMenu: vi.fn<(id: string, entry: unknown) => Promise<void>>(),
  badgeText: vi.fn<(details: unknown) => Promise<void>>(),
  title: vi.fn<(details: { title: string }) => Promise<void>>(),
  contexts: vi.fn<() => Promise<unknown[]>>(),
};

type MenuListener = (info: unknown, tab: unknown) => void;
let menuListeners: MenuListener[];
let controller: AbortController;

beforeEach(() => {
  fakeBrowser.reset();
  vi.resetAllMocks();
  controller = new AbortController();
  browserEdge.executeScript.mockResolvedValue([]);
  browserEdge.badgeText.mockResolvedValue();
  browserEdge.title.mockResolvedValue();
  browserEdge.updateMenu.mockResolvedValue();
  browserEdge.contexts.mockResolvedValue([]);
  Object.assign(fakeBrowser.tabs, {
    sendMessage: (tabId: number, message: never, options: unknown, done: (answer: unknown) => void) =>
      done(browserEdge.sendToTab(tabId, message, options)),
  });
  Object.assign(fakeBrowser.scripting, { executeScript: browserEdge.executeScript });
  menuListeners = [];
  Object.assign(fakeBrowser.contextMenus, {
    create: browserEdge.createMenu,
    update: browserEdge.updateMenu,
    onClicked: { addListener: (listener: MenuListener) => menuListeners.push(listener) },
  });
  Object.assign(fakeBrowser.action, {
    setBadgeText: browserEdge.badgeText,
    setBadgeBackgroundColor: async () => undefined,
    setTitle: browserEdge.title,
  });
  Object.assign(fakeBrowser.runtime, { getContexts: browserEdge.contexts });
});

afterEach(() => {
  controller.abort();
  Object.assign(fakeBrowser.runtime, { lastError: undefined });
});

/** Starts of the page script; the faces of a tab are counted by the same call. */
const started = () =>
  browserEdge.executeScript.mock.calls.filter(([injection]) => 'files' in (injection as object));

function clickImage(info: Partial<chrome.contextMenus.OnClickData> = {}): void {
  const click = { menuItemId: 'read-faces-in-image', frameId: 3, srcUrl: 'https://a.test/b.png', ...info };
  for (const listener of menuListeners) listener(click, { id: 7 });
}

describe('a click on "Read the faces in this image"', () => {
  beforeEach(offerContextMenu);

  it('asks the frame that was clicked', async () => {
    browserEdge.sendToTab.mockReturnValue({ res: { found: true } });
    clickImage();
    await vi.waitFor(() => expect(browserEdge.badgeText).toHaveBeenCalledWith({ tabId: 7, text: '' }));
    const [tabId, message, options] = browserEdge.sendToTab.mock.calls[0] ?? [];
    expect([tabId, options]).toEqual([7, { frameId: 3 }]);
    expect(message).toMatchObject({ type: 'readClickedImage', data: { src: 'https://a.test/b.png' } });
    expect(started()).toEqual([]);
  });

  it('starts the page script where nobody listens, in that frame alone, and asks again', async () => {
    browserEdge.sendToTab.mockReturnValueOnce(undefined).mockReturnValue({ res: { found: true } });
    clickImage();
    await vi.waitFor(() => expect(browserEdge.sendToTab).toHaveBeenCalledTimes(2));
    expect(started()).toEqual([
      [
        {
          target: { tabId: 7, frameIds: [3] },
          files: ['/content-scripts/page.js'],
        },
      ],
    ]);
    expect(browserEdge.badgeText).not.toHaveBeenCalledWith({ tabId: 7, text: '!' });
  });

  it('is answered at the toolbar where no extension may run', async () => {
    browserEdge.executeScript.mockRejectedValue(new Error('The extensions gallery cannot be scripted.'));
    clickImage();
    await vi.waitFor(() => expect(browserEdge.badgeText).toHaveBeenCalledWith({ tabId: 7, text: '!' }));
    expect(browserEdge.title.mock.lastCall?.[0].title).toBe(
      'Mien: This page cannot be read. The extensions gallery cannot be scripted.',
    );
  });

  it('is answered at the toolbar where the image is gone', async () => {
    browserEdge.sendToTab.mockReturnValue({ res: { found: false } });
    clickImage();
    await vi.waitFor(() => expect(browserEdge.title).toHaveBeenCalled());
    expect(browserEdge.title.mock.lastCall?.[0].title).toContain('no longer on the page');
  });

  it('survives a tab that is closed meanwhile', async () => {
    browserEdge.executeScript.mockRejectedValue(new Error('No tab with id: 7.'));
    browserEdge.badgeText.mockRejectedValue(new Error('No tab with id: 7.'));
    clickImage();
    await vi.waitFor(() => expect(browserEdge.title).toHaveBeenCalled());
  });

  it('without an address, which the browser leaves out where it is very long, goes by the place', async () => {
    browserEdge.sendToTab.mockReturnValue({ res: { found: true } });
    clickImage({ srcUrl: '' });
    await vi.waitFor(() => expect(browserEdge.badgeText).toHaveBeenCalled());
    expect(browserEdge.sendToTab.mock.calls[0]?.[1]).toMatchObject({ data: { src: '' } });
  });

  it("is not meant by somebody else's entry", async () => {
    clickImage({ menuItemId: 'somebody-elses' });
    await new Promise((resolve) => setTimeout(resolve));
    expect(browserEdge.sendToTab).not.toHaveBeenCalled();
  });
});

describe('the entries of the context menu', () => {
  it('are made when the extension is installed and when the browser starts', async () => {
    offerContextMenu();
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'install' } as never);
    await fakeBrowser.runtime.onStartup.trigger();
    expect(browserEdge.createMenu).toHaveBeenCalledTimes(8);
    expect(browserEdge.createMenu.mock.calls[0]?.[0]).toEqual({
      id: 'read-faces-in-image',
      title: 'Read the faces in the picture here',
      contexts: ['image', 'page', 'frame', 'link', 'selection', 'editable'],
    });
  });

  it('are renewed where they are there already', async () => {
    browserEdge.createMenu.mockImplementation((_entry, done) => {
      Object.assign(fakeBrowser.runtime, { lastError: { message: 'Cannot create item with duplicate id' } });
      done();
    });
    offerContextMenu();
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'update' } as never);
    expect(browserEdge.updateMenu).toHaveBeenCalledTimes(4);
    expect(browserEdge.updateMenu).toHaveBeenCalledWith('read-faces-in-image', {
      title: 'Read the faces in the picture here',
      contexts: ['image', 'page', 'frame', 'link', 'selection', 'editable'],
    });
  });
});

describe('tabs that are open at installation', () => {
  const tabs = [
    { id: 1, url: 'https://a.test/', discarded: false },
    { id: 2, url: 'https://b.test/', discarded: true },
    { id: 3, url: 'https://c.test/', discarded: false },
  ];

  beforeEach(() => {
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue(tabs as never);
    serveOpenTabsOnInstall();
  });

  const served = () =>
    browserEdge.executeScript.mock.calls.map(([injection]) => (injection as { target: unknown }).target);

  it.each(['install', 'update'])('are served on %s, one refusal does not cost the others', async (reason) => {
    browserEdge.executeScript.mockRejectedValueOnce(new Error('The extensions gallery cannot be scripted.'));
    await fakeBrowser.runtime.onInstalled.trigger({ reason } as never);
    await vi.waitFor(() => expect(served()).toHaveLength(2));
    expect(served()).toEqual([
      { tabId: 1, allFrames: true },
      { tabId: 3, allFrames: true },
    ]);
    expect(fakeBrowser.tabs.query).toHaveBeenCalledWith({ url: ['http://*/*', 'https://*/*'] });
  });

  it('are left alone when only the browser was updated', async () => {
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'chrome_update' } as never);
    expect(served()).toEqual([]);
  });
});

describe('the welcome page', () => {
  it.each([
    ['install', 1],
    ['update', 0],
    ['chrome_update', 0],
  ])('on %s is opened %i times', async (reason, times) => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create').mockResolvedValue({} as never);
    welcomeOnInstall();
    await fakeBrowser.runtime.onInstalled.trigger({ reason } as never);
    expect(create).toHaveBeenCalledTimes(times);
  });
});

/** What is told to the engine, which answers nothing here. */
function toldToEngine(): unknown[] {
  const told: unknown[] = [];
  fakeBrowser.runtime.onMessage.addListener(((message: { type: string; data: unknown }) => {
    if (message.type === 'configureEngine') told.push(message.data);
  }) as never);
  return told;
}

describe('a call to wake the engine', () => {
  const createDocument = vi.fn<(options: { url: string }) => Promise<void>>();

  beforeEach(() => {
    const closeDocument = () => Promise.reject(new Error('There is none.'));
    Object.assign(fakeBrowser.offscreen, { createDocument, closeDocument, Reason: { WORKERS: 'WORKERS' } });
    answerWakeCalls(controller.signal);
  });

  const wake = () => {
    const sender = { id: fakeBrowser.runtime.id, tab: { id: 7 }, url: 'https://a.test/' };
    const answer = Promise.withResolvers<unknown>();
    const message = { id: 1, type: 'wakeEngine', timestamp: 1 };
    void fakeBrowser.runtime.onMessage.trigger(message, sender as never, answer.resolve as never);
    return answer.promise;
  };

  it('makes it with the backend that was chosen', async () => {
    await updateSettings({ backend: 'webgl' });
    createDocument.mockResolvedValue();
    await wake();
    expect(createDocument.mock.calls.map(([{ url }]) => url)).toEqual([
      'offscreen.html?backend=webgl&remember=2000',
    ]);
  });

  it('tells it of a choice that was made while it was being made', async () => {
    const told = toldToEngine();
    createDocument.mockImplementation(async () => void (await updateSettings({ backend: 'cpu' })));
    await wake();
    expect(told).toMatchObject([{ backend: 'cpu' }]);
  });

  it('is answered with the reason where it cannot be made', async () => {
    vi.useFakeTimers();
    try {
      createDocument.mockRejectedValue(new Error('No room.'));
      const answer = wake();
      // As long as a document that somebody else is making may need to answer.
      await vi.advanceTimersByTimeAsync(5100);
      expect(await answer).toMatchObject({ err: { message: 'No room.' } });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the choice of a backend', () => {
  it('is told to an engine that lives, now and when it changes', async () => {
    browserEdge.contexts.mockResolvedValue([
      { documentUrl: 'chrome-extension://mien/offscreen.html?backend=wasm' },
    ]);
    const told = toldToEngine();
    await followEngineSettings(controller.signal);
    await updateSettings({ backend: 'cpu' });
    await updateSettings({ showBoxes: false });
    await updateSettings({ backend: 'wasm', rememberedReadings: 10 });
    await vi.waitFor(() =>
      expect(told).toMatchObject([
        { backend: 'automatic' },
        { backend: 'cpu' },
        { backend: 'wasm', rememberedReadings: 10 },
      ]),
    );
  });

  it('wakes no engine that sleeps', async () => {
    const told = toldToEngine();
    await followEngineSettings(controller.signal);
    await updateSettings({ backend: 'cpu' });
    await vi.waitFor(() => expect(browserEdge.contexts).toHaveBeenCalledTimes(2));
    expect(told).toEqual([]);
  });
});
