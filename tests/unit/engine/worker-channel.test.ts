import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Script } from './support/scripted-worker.ts';
import { channelTo, healthy, ScriptedWorker, started } from './support/scripted-worker.ts';

const start = { type: 'start', backend: 'wasm', allowSoftware: false } as const;

function make(script: Script = () => undefined) {
  const worker = new ScriptedWorker(script);
  return { worker, ...channelTo(worker) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the channel to the worker', () => {
  it('brings the answer to the call', async () => {
    const { channel, worker } = make(healthy);
    expect(await channel.call(start, 1000)).toEqual(started);
    expect(worker.isTerminated).toBe(false);
  });

  it('hears no answer to an earlier call', async () => {
    const { channel, worker } = make();
    const answer = channel.call(start, 1000);
    worker.answer(0, { type: 'failed', reason: 'stale' });
    worker.answer(1, started);
    expect(await answer).toEqual(started);
  });

  it('has several calls answered one after the other, each within its own time', async () => {
    const { channel, worker } = make();
    const answers = [channel.call(start, 1000), channel.call(start, 1500)];
    vi.advanceTimersByTime(900);
    worker.answer(2, { type: 'failed', reason: 'out of turn' });
    worker.answer(1, started);
    vi.advanceTimersByTime(1400);
    worker.answer(2, { type: 'failed', reason: 'in turn' });
    expect(await Promise.all(answers)).toEqual([started, { type: 'failed', reason: 'in turn' }]);
    expect(worker.isTerminated).toBe(false);
  });

  it('blames the first call alone when the worker ends', async () => {
    const { channel } = make();
    const first = expect(channel.call(start, 1000)).rejects.toMatchObject({ end: 'hung' });
    const others = [1, 2].map(() => expect(channel.call(start, 10)).rejects.toMatchObject({ end: 'closed' }));
    vi.advanceTimersByTime(1000);
    await Promise.all([first, ...others]);
  });

  it('forgets a call that could not be sent', async () => {
    const { channel, worker } = make();
    const post = vi.spyOn(worker, 'postMessage').mockImplementationOnce(() => {
      throw new Error('cannot be sent');
    });
    await expect(channel.call(start, 1000)).rejects.toThrow('cannot be sent');
    expect(vi.getTimerCount()).toBe(0);
    const answer = channel.call(start, 1000);
    worker.answer(2, started);
    expect(await answer).toEqual(started);
    post.mockRestore();
  });

  it('ends a worker that does not answer in time', async () => {
    const { channel, worker } = make();
    const answer = expect(channel.call(start, 2000)).rejects.toMatchObject({
      end: 'hung',
      message: 'It did not answer within 2 seconds.',
    });
    vi.advanceTimersByTime(2000);
    await answer;
    expect(worker.isTerminated).toBe(true);
    expect(channel.ended.aborted).toBe(true);
  });

  it('notices a crash, and stays silent towards the page', async () => {
    const { channel, worker } = make();
    const answer = expect(channel.call(start, 1000)).rejects.toMatchObject({
      end: 'crashed',
      message: "The engine's worker crashed. out of memory",
    });
    worker.crash('out of memory');
    await answer;
    expect(worker.isTerminated).toBe(true);
    await expect(channel.call(start, 1000)).rejects.toMatchObject({ end: 'crashed' });
  });

  it('notices a message that cannot be read', async () => {
    const { channel, worker } = make();
    const answer = expect(channel.call(start, 1000)).rejects.toMatchObject({ end: 'crashed' });
    worker.dispatchEvent(new Event('messageerror'));
    await answer;
  });

  it('notices a worker that vanishes without a sign', async () => {
    const { channel, worker, vanish } = make();
    worker.say({ type: 'alive', lock: 'name' });
    const answer = expect(channel.call(start, 1000)).rejects.toMatchObject({ end: 'crashed' });
    vanish();
    await answer;
  });

  it('ends a worker whose backend is lost', async () => {
    const { channel, worker } = make();
    worker.say({ type: 'backend-lost', reason: 'The GPU device was lost.' });
    await expect(channel.call(start, 1000)).rejects.toMatchObject({
      end: 'lost',
      message: 'The GPU device was lost.',
    });
    expect(worker.isTerminated).toBe(true);
  });

  it('can be closed, whatever is on its way', async () => {
    const { channel, worker } = make();
    worker.say({ type: 'alive', lock: 'name' });
    const answer = expect(channel.call(start, 1000)).rejects.toMatchObject({ end: 'closed' });
    channel.close();
    await answer;
    expect(worker.isTerminated).toBe(true);
  });
});
