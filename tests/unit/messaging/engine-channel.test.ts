import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Asked, ENGINE_LINE } from '../../../src/messaging/line.ts';
import { PortBoard } from './support/port-board.ts';

const board = new PortBoard();
const REQUEST = {
  id: 'one',
  source: { kind: 'captured', id: 'a' },
  priority: 'near',
} as const;

/** A channel with a line of its own. */
async function freshChannel() {
  vi.resetModules();
  return (await import('../../../src/messaging/engine-channel.ts')).engineChannel;
}

beforeEach(() => {
  fakeBrowser.reset();
  board.install({ id: fakeBrowser.runtime.id });
});

describe('the channel from a page to the engine', () => {
  /** What comes over the line at the engine's end, which answers each question with its number. */
  function listen(): { name: string; request: unknown }[] {
    const heard: { name: string; request: unknown }[] = [];
    chrome.runtime.onConnect.addListener((port) => {
      expect(port.name).toBe(ENGINE_LINE);
      port.onMessage.addListener((messages: Asked[]) => {
        for (const { name, request, number } of messages) {
          heard.push({ name, request });
          if (number !== undefined) port.postMessage([{ number, answer: `answer ${number}` }]);
        }
      });
    });
    return heard;
  }

  it('asks, cancels and reprioritises over one line, and hangs it up', async () => {
    const heard = listen();
    const channel = await freshChannel();
    expect(await channel.read(REQUEST)).toBe('answer 1');
    channel.cancel('one');
    channel.reprioritize('two', 'visible');
    await board.settle();
    expect(heard).toEqual([
      { name: 'readImage', request: REQUEST },
      { name: 'cancelRead', request: { id: 'one' } },
      { name: 'reprioritizeRead', request: { id: 'two', priority: 'visible' } },
    ]);
    expect(board.opened).toBe(1);
    channel.hangUp();
    await channel.read(REQUEST);
    expect(board.opened).toBe(2);
  });

  it('wakes the engine and has the tab captured by messages', async () => {
    const sent: { type: string; data: unknown }[] = [];
    fakeBrowser.runtime.onMessage.addListener(((
      { type, data }: { type: string; data: unknown },
      _sender: unknown,
      answer: (value: unknown) => void,
    ) => {
      sent.push({ type, data });
      answer({ res: `answer to ${type}` });
      return true;
    }) as never);
    const channel = await freshChannel();
    const requests = [{ id: 'a', area: { x: 0, y: 0, width: 1, height: 1 } }];
    await channel.wake();
    await channel.capture(requests);
    expect(sent).toEqual([
      { type: 'wakeEngine', data: undefined },
      { type: 'captureTab', data: { requests } },
    ]);
  });
});

it("the engine's line goes by a name that other extensions would not choose", () => {
  expect(ENGINE_LINE).toBe('mien-engine');
});
