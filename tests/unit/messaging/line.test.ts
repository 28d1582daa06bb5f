import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerLines, type Caller } from '../../../src/messaging/answer-lines.ts';
import { ENGINE_LINE, Line } from '../../../src/messaging/line.ts';
import type { ReadOutcome } from '../../../src/messaging/protocol.ts';
import { PortBoard } from './support/port-board.ts';

const OURS = { id: fakeBrowser.runtime.id, origin: 'https://news.example', tab: { id: 7 } };
const FAILED: ReadOutcome = { ok: false, failure: 'http', reason: '404' };
const REQUEST = {
  id: 'one',
  source: { kind: 'address', url: 'https://a.test/', credentials: 'include' },
  priority: 'near',
} as const;

const board = new PortBoard();
let listening = new AbortController();

/** The engine's end, which answers readings as it is told. */
function listen(readImage: (request: { id: string }, caller: Caller) => Promise<ReadOutcome>) {
  const cancelRead = vi.fn();
  const reprioritizeRead = vi.fn();
  answerLines({ readImage, cancelRead, reprioritizeRead }, listening.signal);
  return { cancelRead, reprioritizeRead };
}

beforeEach(() => {
  listening.abort();
  listening = new AbortController();
  board.install(OURS);
});

describe('a line to the engine', () => {
  it('brings each answer to who asked, whatever order they come in, over one port', async () => {
    const slow = Promise.withResolvers<ReadOutcome>();
    listen(async ({ id }) => (id === 'slow' ? slow.promise : { ...FAILED, reason: id }));
    const line = new Line();
    const first = line.ask('readImage', { ...REQUEST, id: 'slow' });
    const second = line.ask('readImage', { ...REQUEST, id: 'quick' });
    expect(await second).toMatchObject({ reason: 'quick' });
    slow.resolve({ ...FAILED, reason: 'slow' });
    expect(await first).toMatchObject({ reason: 'slow' });
    expect(board.opened).toBe(1);
  });

  it('carries what is asked in one breath, and what is answered in one, in one message each', async () => {
    listen(async ({ id }) => ({ ...FAILED, reason: id }));
    const line = new Line();
    const ids = Array.from({ length: 20 }, (_, index) => `picture ${index}`);
    const asked = ids.map((id) => line.ask('readImage', { ...REQUEST, id }));
    line.say('reprioritizeRead', { id: 'picture 3', priority: 'visible' });
    expect(await Promise.all(asked)).toEqual(ids.map((reason) => ({ ...FAILED, reason })));
    expect(board.posted).toBe(2);
  });

  it('keeps the first answer waiting for none of the others', async () => {
    const slow = Promise.withResolvers<ReadOutcome>();
    listen(async ({ id }) => (id === 'slow' ? slow.promise : FAILED));
    const line = new Line();
    const last = line.ask('readImage', { ...REQUEST, id: 'slow' });
    expect(await line.ask('readImage', { ...REQUEST, id: 'quick' })).toEqual(FAILED);
    slow.resolve(FAILED);
    expect(await last).toEqual(FAILED);
  });

  it('does not let one that is too large for the browser take the others with it', async () => {
    listen(async () => FAILED);
    const line = new Line();
    const large = { kind: 'bytes', dataUrl: `data:image/png,${'x'.repeat(board.most)}` } as const;
    const [first, second, third] = ['one', 'two', 'three'].map((id, index) =>
      line.ask('readImage', { ...REQUEST, id, ...(index === 1 && { source: large }) }),
    );
    await expect(second).rejects.toThrow('exceeded');
    expect(await Promise.all([first, third])).toEqual([FAILED, FAILED]);
  });

  it('says why where nobody listens, and opens anew when asked again', async () => {
    const line = new Line();
    await expect(line.ask('readImage', REQUEST)).rejects.toThrow('Receiving end does not exist');
    listen(async () => FAILED);
    expect(await line.ask('readImage', REQUEST)).toEqual(FAILED);
  });

  it('rejects what is not answered when the engine ends', async () => {
    listen(() => new Promise(() => undefined));
    const line = new Line();
    const asked = line.ask('readImage', REQUEST);
    await board.settle();
    board.cutAll();
    await expect(asked).rejects.toThrow('The line to the engine was cut.');
  });

  it('ends what was asked when it is hung up, and opens anew', async () => {
    let gone: AbortSignal | undefined;
    listen(async ({ id }, caller) => {
      gone ??= caller.gone;
      return await (id === 'one' ? new Promise<never>(() => undefined) : FAILED);
    });
    const line = new Line();
    const asked = line.ask('readImage', REQUEST);
    await board.settle();
    line.hangUp();
    await expect(asked).rejects.toThrow('The page was left.');
    expect(gone?.aborted).toBe(true);
    line.say('cancelRead', { id: 'one' });
    line.hangUp();
    expect(await line.ask('readImage', { ...REQUEST, id: 'two' })).toEqual(FAILED);
    expect(board.opened).toBe(2);
    expect(board.postedAfterEnd).toBe(0);
  });

  it('says nothing over the next line of what was to be said over the one before', async () => {
    const { cancelRead } = listen(async ({ id }) =>
      id === 'one' ? new Promise<never>(() => undefined) : FAILED,
    );
    const line = new Line();
    const asked = line.ask('readImage', REQUEST).catch(() => 'ended');
    await board.settle();
    line.say('cancelRead', { id: 'one' });
    line.hangUp();
    expect(await asked).toBe('ended');
    expect(await line.ask('readImage', { ...REQUEST, id: 'two' })).toEqual(FAILED);
    await board.settle();
    expect(cancelRead).not.toHaveBeenCalled();
  });

  it('carries what needs no answer, and opens no port for it', async () => {
    const { cancelRead, reprioritizeRead } = listen(async () => FAILED);
    const line = new Line();
    line.say('cancelRead', { id: 'one' });
    expect(board.opened).toBe(0);
    await line.ask('readImage', REQUEST);
    line.say('cancelRead', { id: 'one' });
    line.say('reprioritizeRead', { id: 'one', priority: 'visible' });
    await board.settle();
    expect(cancelRead).toHaveBeenCalledExactlyOnceWith({ id: 'one' }, expect.anything());
    expect(reprioritizeRead).toHaveBeenCalledExactlyOnceWith(
      { id: 'one', priority: 'visible' },
      expect.anything(),
    );
  });

  it('tells of a failure as an error', async () => {
    listen(() => Promise.reject(new Error('no room')));
    await expect(new Line().ask('readImage', REQUEST)).rejects.toThrow('no room');
  });
});

describe("the engine's end", () => {
  it('refuses what has the wrong shape', async () => {
    const read = vi.fn(async () => FAILED);
    listen(read);
    const line = new Line();
    const wrong = { ...REQUEST, source: { ...REQUEST.source, url: 'file:///etc/passwd' } } as const;
    await expect(line.ask('readImage', wrong)).rejects.toThrow('malformed');
    await expect(line.ask('clearReadings' as never, REQUEST as never)).rejects.toThrow('malformed');
    expect(read).not.toHaveBeenCalled();
  });

  it.each([null, 'text', { name: 'readImage' }, [null], [{ name: 'readImage' }, 'text']])(
    'lives through %j',
    async (message) => {
      listen(async () => FAILED);
      const port = chrome.runtime.connect({ name: ENGINE_LINE });
      port.postMessage(message);
      await board.settle();
      expect(await new Line().ask('readImage', REQUEST)).toEqual(FAILED);
    },
  );

  it.each([
    ['another extension', { ...OURS, id: 'somebody-else' }],
    ['nobody', undefined],
  ])('cuts a line from %s', async (_who, sender) => {
    const read = vi.fn(async () => FAILED);
    board.install(sender);
    listen(read);
    await expect(new Line().ask('readImage', REQUEST)).rejects.toThrow('cut');
    expect(read).not.toHaveBeenCalled();
  });

  it('leaves ports of other names alone', async () => {
    const read = vi.fn(async () => FAILED);
    listen(read);
    const port = chrome.runtime.connect({ name: 'another' });
    port.postMessage([{ name: 'readImage', request: REQUEST, number: 1 }]);
    await board.settle();
    expect(read).not.toHaveBeenCalled();
  });

  it('sees that who asked is gone, and answers nobody then', async () => {
    const late = Promise.withResolvers<ReadOutcome>();
    let gone: AbortSignal | undefined;
    listen(async (_request, caller) => {
      gone = caller.gone;
      return await late.promise;
    });
    new Line().ask('readImage', REQUEST).catch(() => undefined);
    await board.settle();
    expect(gone?.aborted).toBe(false);
    board.cutAll();
    expect(gone?.aborted).toBe(true);
    late.resolve(FAILED);
    await board.settle();
    expect(board.postedAfterEnd).toBe(0);
  });

  it('gathers what follows an answer closely, and is silent where there is nothing to say', async () => {
    vi.useFakeTimers();
    try {
      const answers = new Map<string, (outcome: ReadOutcome) => void>();
      listen(({ id }) => new Promise((resolve) => answers.set(id, resolve)));
      const line = new Line();
      const ids = ['a', 'b', 'c', 'd', 'e', 'late'];
      const ends = ids.map((id) => line.ask('readImage', { ...REQUEST, id }).catch(() => 'cut'));
      const answer = async (...some: string[]) => {
        for (const id of some) answers.get(id)?.(FAILED);
        await vi.advanceTimersByTimeAsync(10);
      };
      await vi.advanceTimersByTimeAsync(10);
      // What was asked went in one message.
      expect(board.posted).toBe(1);
      await answer('a', 'b');
      expect(board.posted).toBe(2);
      await answer('c');
      await answer('d');
      expect(board.posted).toBe(2);
      await vi.advanceTimersByTimeAsync(40);
      expect(board.posted).toBe(3);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(board.posted).toBe(3);
      expect(vi.getTimerCount()).toBe(0);
      await answer('e');
      expect(board.posted).toBe(4);
      expect(await Promise.all(ends.slice(0, 5))).toEqual(Array(5).fill(FAILED));
      // Gathered, and nobody is there any more to whom it could be said.
      await answer('late');
      board.cutAll();
      await vi.advanceTimersByTimeAsync(10_000);
      expect([board.posted, board.postedAfterEnd, vi.getTimerCount()]).toEqual([4, 0, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes no new line once it has ended', async () => {
    listen(async () => FAILED);
    listening.abort();
    await expect(new Line().ask('readImage', REQUEST)).rejects.toThrow('Receiving end does not exist');
  });
});
