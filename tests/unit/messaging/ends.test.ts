import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerLines } from '../../../src/messaging/answer-lines.ts';
import { ENGINE_LINE, Line } from '../../../src/messaging/line.ts';
import { answerMessage, isAllowedSender, ownedName, send } from '../../../src/messaging/messenger.ts';
import type { ReadOutcome } from '../../../src/messaging/protocol.ts';
import { PortBoard } from './support/port-board.ts';

const OWN = fakeBrowser.runtime.getURL('').replace(/\/$/, '');
const REQUEST = { id: 'one', source: { kind: 'captured', id: 'a' }, priority: 'near' } as const;
const FAILED: ReadOutcome = { ok: false, failure: 'http', reason: '404' };

beforeEach(() => fakeBrowser.reset());

describe('a name that a sender gave', () => {
  const tab = { id: 7 } as chrome.tabs.Tab;

  it('is made its own by its tab and document', () => {
    const names = [
      ownedName({ tab, documentId: 'a' }, 'one'),
      ownedName({ tab, documentId: 'b' }, 'one'),
      ownedName({ tab: { ...tab, id: 8 }, documentId: 'a' }, 'one'),
      ownedName({ documentId: 'a' }, 'one'),
      ownedName({ tab, documentId: 'a' }, 'two'),
    ];
    expect(new Set(names).size).toBe(names.length);
    expect(ownedName({ tab, documentId: 'a' }, 'one')).toBe(names[0]);
    expect(names[0]).toBe('7 a one');
    expect(ownedName({}, 'one')).toBe('extension  one');
  });
});

describe('a page of the extension', () => {
  it.each([
    ['by its origin, where its address is not told', { origin: OWN }],
    ['by its address, where its origin is not told', { url: `${OWN}/popup.html` }],
  ])('is known %s', (_how, told) => {
    expect(isAllowedSender({ id: 'own', ...told }, 'extension-page', 'own', OWN)).toBe(true);
    expect(isAllowedSender({ id: 'own', ...told }, 'content-script', 'own', OWN)).toBe(false);
  });

  it('is nobody of whom neither is told', () => {
    expect(isAllowedSender({ id: 'own' }, 'extension-page', 'own', OWN)).toBe(false);
    expect(isAllowedSender({ id: 'own' }, 'content-script', 'own', OWN)).toBe(false);
  });
});

describe('the messenger', () => {
  const deliver = (sender: object) => {
    const answer = Promise.withResolvers<{ res?: unknown; err?: { message: string } }>();
    const message = { id: 1, type: 'wakeEngine', timestamp: 1 };
    void fakeBrowser.runtime.onMessage.trigger(message, sender as never, answer.resolve as never);
    return answer.promise;
  };

  it("knows its own pages by the extension's address", async () => {
    const controller = new AbortController();
    const answer = vi.fn();
    answerMessage('wakeEngine', 'extension-page', controller.signal, answer);
    const own = { id: fakeBrowser.runtime.id };
    expect((await deliver({ ...own, url: `${OWN}/popup.html` })).err).toBeUndefined();
    expect((await deliver({ ...own, url: `${OWN}.test/popup.html` })).err).toBeDefined();
    expect((await deliver({ ...own, origin: OWN })).err).toBeUndefined();
    expect(answer).toHaveBeenCalledTimes(2);
    controller.abort();
  });

  it('answers nothing where it is told to stop before it has begun', () => {
    const controller = new AbortController();
    controller.abort();
    const late = vi.fn();
    answerMessage('wakeEngine', 'any-of-ours', controller.signal, late);
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
  });

  it('stops with its signal', () => {
    const controller = new AbortController();
    answerMessage('wakeEngine', 'any-of-ours', controller.signal, () => undefined);
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(true);
    controller.abort();
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
  });

  it('sends under the name and with what it was given, and gives the answer', async () => {
    fakeBrowser.runtime.onMessage.addListener(((
      message: { type: string; data: unknown },
      _sender: unknown,
      answer: (value: unknown) => void,
    ) => {
      answer({ res: [message.type, message.data] });
      return true;
    }) as never);
    expect(await send('bringPart', { part: 'live-video' })).toEqual(['bringPart', { part: 'live-video' }]);
  });
});

describe('a line', () => {
  const board = new PortBoard();
  const sender = { id: fakeBrowser.runtime.id, tab: { id: 7 }, origin: 'https://a.test' };

  /** The engine's end of the line, in the hands of the test. */
  function takeEngineEnd(): Promise<{ port: chrome.runtime.Port; asked: { number: number }[] }> {
    const { promise, resolve } = Promise.withResolvers<{
      port: chrome.runtime.Port;
      asked: { number: number }[];
    }>();
    chrome.runtime.onConnect.addListener((port) => {
      const asked: { number: number }[] = [];
      port.onMessage.addListener((messages: { number: number }[]) => asked.push(...messages));
      resolve({ port, asked });
    });
    return promise;
  }

  beforeEach(() => board.install(sender));

  it('numbers what is asked from one on', async () => {
    const end = takeEngineEnd();
    const line = new Line();
    const answers = [line.ask('readImage', REQUEST), line.ask('readImage', REQUEST)];
    const { port, asked } = await end;
    await board.settle();
    expect(asked.map(({ number }) => number)).toEqual([1, 2]);
    port.postMessage(asked.map(({ number }) => ({ number, answer: number * 10 })));
    expect(await Promise.all(answers)).toEqual([10, 20]);
  });

  it('lives through answers to what nobody asked, or that was answered already', async () => {
    const end = takeEngineEnd();
    const line = new Line();
    const first = line.ask('readImage', REQUEST);
    const { port } = await end;
    await board.settle();
    port.postMessage([
      { number: 99, answer: 'to nobody' },
      { number: 98, error: 'to nobody' },
      { number: 1, answer: 'yes' },
      { number: 1, error: 'too late' },
    ]);
    expect(await first).toBe('yes');
    await board.settle();
    const second = line.ask('readImage', REQUEST);
    await board.settle();
    port.postMessage([{ number: 2, error: 'no' }]);
    await expect(second).rejects.toThrow('no');
  });

  it('whose port of before ends late keeps the one that it has now', async () => {
    const before = takeEngineEnd();
    const line = new Line();
    line.ask('readImage', REQUEST).catch(() => undefined);
    const { port: old } = await before;
    line.hangUp();
    board.install(sender);
    const now = takeEngineEnd();
    const asked = line.ask('readImage', REQUEST);
    const { port } = await now;
    // The browser tells of the old port's end when it likes.
    const page = (old as unknown as { peer: { onDisconnect: { tell(): void } } }).peer;
    page.onDisconnect.tell();
    await board.settle();
    port.postMessage([{ number: 2, answer: 'still here' }]);
    expect(await asked).toBe('still here');
  });

  it("is answered to the extension's own pages, and to nobody without its id", async () => {
    const controller = new AbortController();
    const readImage = vi.fn(async () => FAILED);
    answerLines({ readImage, cancelRead: vi.fn(), reprioritizeRead: vi.fn() }, controller.signal);
    expect(await new Line().ask('readImage', REQUEST)).toEqual(FAILED);
    controller.abort();
    board.install({ id: fakeBrowser.runtime.id, url: `${OWN}/viewer.html` });
    const again = new AbortController();
    answerLines({ readImage, cancelRead: vi.fn(), reprioritizeRead: vi.fn() }, again.signal);
    expect(await new Line().ask('readImage', REQUEST)).toEqual(FAILED);
    again.abort();
  });

  it('says what was malformed', async () => {
    const controller = new AbortController();
    answerLines(
      { readImage: async () => FAILED, cancelRead: vi.fn(), reprioritizeRead: vi.fn() },
      controller.signal,
    );
    const port = chrome.runtime.connect({ name: ENGINE_LINE });
    const heard = Promise.withResolvers<unknown>();
    port.onMessage.addListener(heard.resolve);
    // Its name is none that a line knows, so that not even the frame around the request is as it should be.
    port.postMessage([{ name: 'wakeEngine', request: {}, number: 3 }]);
    // A message without a readable frame is still answered under its number.
    expect(await heard.promise).toEqual([{ number: 3, error: expect.stringContaining('malformed "line"') }]);
    controller.abort();
  });
});
