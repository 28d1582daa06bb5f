import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FrameState } from '../../../src/messaging/protocol.ts';
import { type PageView, watchPage } from '../../../src/ui/popup/watch-page.ts';

const TAB = 7;
const startScript = vi.fn<(injection: unknown) => Promise<unknown>>();
/** What the tab answers to `reportState`; undefined where nobody listens, null where it hangs. */
let answer: { res?: unknown } | undefined | null;
let asked: { images: boolean }[];
let views: PageView[];
let controller: AbortController;

const latest = () => views.at(-1);
const accessKinds = () => [...new Set(views.map(({ access }) => access.kind))];

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser.reset();
  startScript.mockReset().mockResolvedValue([]);
  [answer, asked, views, controller] = [{}, [], [], new AbortController()];
  Object.assign(fakeBrowser.scripting, { executeScript: startScript });
  Object.assign(fakeBrowser.tabs, {
    sendMessage: (
      tab: number,
      message: { data: never },
      _options: unknown,
      done: (given: unknown) => void,
    ) => {
      expect(tab).toBe(TAB);
      asked.push(message.data);
      if (answer !== null) done(answer);
    },
  });
});

afterEach(() => {
  controller.abort();
  vi.useRealTimers();
});

function watch(wantsImages = () => false): void {
  watchPage(TAB, controller.signal, wantsImages, (view) => views.push(view));
}

function hear(faces: number, frameId = 0, tabId = TAB): void {
  const counts = { seen: faces, read: faces, waiting: 0, failed: 0, faces };
  const data: FrameState = { frame: `frame ${frameId}`, active: true, counts, expressions: {} };
  const sender = { id: fakeBrowser.runtime.id, url: 'https://a.test/', tab: { id: tabId }, frameId };
  const message = { id: 1, type: 'frameState', data, timestamp: 1 };
  void fakeBrowser.runtime.onMessage.trigger(message, sender as never, (() => undefined) as never);
}

describe('watching a page', () => {
  it('asks about twice a second and sums what its frames say, those of this tab alone', async () => {
    watch();
    hear(2, 0);
    hear(3, 5);
    hear(40, 0, 8);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.length).toBe(5);
    expect(latest()).toMatchObject({ access: { kind: 'open' }, state: { counts: { faces: 5 } } });
    expect(startScript).not.toHaveBeenCalled();
  });

  it('asks for the single images only while they are wanted', async () => {
    let wanted = false;
    watch(() => wanted);
    wanted = true;
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([{ images: false }, { images: true }]);
  });

  it('drops a frame that has fallen silent', async () => {
    watch();
    hear(2, 0);
    hear(3, 5);
    for (let i = 0; i < 6; i++) {
      await vi.advanceTimersByTimeAsync(500);
      hear(2, 0);
    }
    expect(latest()?.state.counts.faces).toBe(2);
  });

  it('starts the page script, once, in a tab that is older than the extension', async () => {
    answer = undefined;
    startScript.mockImplementation(async () => {
      answer = {};
    });
    watch();
    await vi.advanceTimersByTimeAsync(2000);
    expect(startScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: TAB, allFrames: true },
      files: ['/content-scripts/page.js'],
    });
    expect(accessKinds()).toEqual(['checking', 'open']);
  });

  it("keeps the browser's reason where no extension may run, until the tab moves on", async () => {
    answer = undefined;
    startScript.mockRejectedValue(new Error('The extensions gallery cannot be scripted.'));
    watch();
    await vi.advanceTimersByTimeAsync(2000);
    expect(latest()?.access).toEqual({
      kind: 'forbidden',
      reason: 'The extensions gallery cannot be scripted.',
    });
    expect(startScript).toHaveBeenCalledOnce();
    answer = {};
    await vi.advanceTimersByTimeAsync(1000);
    expect(latest()?.access.kind).toBe('open');
  });

  it('says that a page hangs, asks it no more than it can answer, and goes on when it wakes', async () => {
    answer = null;
    watch();
    await vi.advanceTimersByTimeAsync(5000);
    expect(latest()?.access.kind).toBe('silent');
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(startScript).not.toHaveBeenCalled();
    answer = {};
    await vi.advanceTimersByTimeAsync(3000);
    expect(latest()?.access.kind).toBe('open');
  });

  it('ends with its signal', async () => {
    watch();
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort();
    const [askedBefore, toldBefore] = [asked.length, views.length];
    await vi.advanceTimersByTimeAsync(5000);
    expect([asked.length, views.length]).toEqual([askedBefore, toldBefore]);
  });
});
