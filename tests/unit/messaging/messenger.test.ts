import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answerMessage } from '../../../src/messaging/messenger.ts';

const contentScript = {
  id: fakeBrowser.runtime.id,
  origin: 'https://news.example',
  url: 'https://news.example/',
  tab: { id: 7 },
};

/** Delivers a message as the browser does, from whatever sender, and gives the answer that goes back. */
async function deliver(
  type: string,
  data: unknown,
  sender: object,
): Promise<{ res?: unknown; err?: { message: string } }> {
  const answer = Promise.withResolvers<{ res?: unknown; err?: { message: string } }>();
  const message = { id: 1, type, data, timestamp: Date.now() };
  await fakeBrowser.runtime.onMessage.trigger(message, sender as never, answer.resolve as never);
  return answer.promise;
}

beforeEach(() => fakeBrowser.reset());

describe('a message that comes in', () => {
  it('is answered where sender and shape are right', async () => {
    const answer = vi.fn(() => ({ found: true }));
    const controller = new AbortController();
    answerMessage('readClickedImage', 'any-of-ours', controller.signal, answer);
    const { res } = await deliver('readClickedImage', { src: 'https://a.test/b.png' }, contentScript);
    expect(res).toEqual({ found: true });
    expect(answer).toHaveBeenCalledWith(
      { src: 'https://a.test/b.png' },
      expect.objectContaining({ tab: { id: 7 } }),
    );
    controller.abort();
  });

  it('never reaches the answer from a foreign sender', async () => {
    const answer = vi.fn();
    const controller = new AbortController();
    answerMessage('wakeEngine', 'any-of-ours', controller.signal, answer);
    const { err } = await deliver('wakeEngine', undefined, { ...contentScript, id: 'somebody-else' });
    expect(err?.message).toContain('does not answer');
    expect(answer).not.toHaveBeenCalled();
    controller.abort();
  });

  it('never reaches the answer in the wrong shape', async () => {
    const answer = vi.fn();
    const controller = new AbortController();
    answerMessage('configureEngine', 'any-of-ours', controller.signal, answer);
    const { err } = await deliver('configureEngine', { backend: 'quantum' }, contentScript);
    expect(err?.message).toContain('malformed');
    expect(answer).not.toHaveBeenCalled();
    controller.abort();
  });

  it('loses fields that no schema knows', async () => {
    const answer = vi.fn(() => ({ found: true }));
    const controller = new AbortController();
    answerMessage('readClickedImage', 'any-of-ours', controller.signal, answer);
    await deliver('readClickedImage', { src: 'a', toString: 'b' }, contentScript);
    expect(answer).toHaveBeenCalledWith({ src: 'a' }, expect.anything());
    controller.abort();
  });

  it('is told of a failure as an error', async () => {
    const controller = new AbortController();
    answerMessage('wakeEngine', 'any-of-ours', controller.signal, () => Promise.reject(new Error('no room')));
    const { err } = await deliver('wakeEngine', undefined, contentScript);
    expect(err?.message).toBe('no room');
    controller.abort();
  });
});
