import { describe, expect, it, vi } from 'vitest';
import { type EngineChannel, EngineClient } from '../../../src/engine-client/engine-client.ts';
import type { ReadRequest } from '../../../src/messaging/protocol.ts';
import { reading } from '../page/support/fakes.ts';

const SOURCE = { kind: 'address', url: 'https://a.test/', credentials: 'include' } as const;
const never = () => new Promise<never>(() => undefined);
const forEver = new AbortController().signal;

function channelOf(parts: Partial<EngineChannel>) {
  return {
    wake: vi.fn(parts.wake ?? (async () => undefined)),
    read: vi.fn(parts.read ?? (async () => reading())),
    cancel: vi.fn(parts.cancel ?? (() => undefined)),
    reprioritize: vi.fn(parts.reprioritize ?? (() => undefined)),
    hangUp: vi.fn(),
    capture: vi.fn(parts.capture ?? (async () => [])),
  };
}

describe('the engine client', () => {
  it('wakes the engine once for all that wait for it', async () => {
    const channel = channelOf({});
    const client = new EngineClient(channel);
    const reads = [1, 2, 3].map(() => client.read(SOURCE, 'near', forEver).outcome);
    expect(await Promise.all(reads)).toEqual([reading(), reading(), reading()]);
    expect(channel.wake).toHaveBeenCalledOnce();
    const ids = channel.read.mock.calls.map(([request]) => request.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('wakes a lost engine again and asks anew', async () => {
    let lost = true;
    const read = async () => {
      if (!lost) return reading();
      lost = false;
      throw new Error('Could not establish connection.');
    };
    const channel = channelOf({ read });
    const outcome = await new EngineClient(channel).read(SOURCE, 'near', forEver).outcome;
    expect(outcome).toEqual(reading());
    expect(channel.wake).toHaveBeenCalledTimes(2);
  });

  it('gives up after a few losses, with the reason', async () => {
    const read = () => Promise.reject(new Error('Nobody listens.'));
    const channel = channelOf({ read });
    const outcome = await new EngineClient(channel).read(SOURCE, 'near', forEver).outcome;
    expect(outcome).toMatchObject({ ok: false, failure: 'engine' });
    expect(outcome).toMatchObject({ reason: expect.stringContaining('Nobody listens.') });
    expect(channel.read).toHaveBeenCalledTimes(3);
  });

  it('does not wait for ever for an engine that says nothing', async () => {
    const channel = channelOf({ read: never });
    const client = new EngineClient(channel, { read: 60, wake: 1000 });
    expect(await client.read(SOURCE, 'near', forEver).outcome).toMatchObject({ failure: 'deadline' });
    expect(channel.cancel).toHaveBeenCalledOnce();
  });

  it('does not wait for ever for an engine that does not wake', async () => {
    const channel = channelOf({ wake: never });
    const client = new EngineClient(channel, { read: 5000, wake: 20 });
    expect(await client.read(SOURCE, 'near', forEver).outcome).toMatchObject({ failure: 'engine' });
    expect(channel.wake).toHaveBeenCalledTimes(3);
    expect(channel.read).not.toHaveBeenCalled();
  });

  it('cancels by the name of the request', async () => {
    const channel = channelOf({ read: never });
    const controller = new AbortController();
    const running = new EngineClient(channel).read(SOURCE, 'near', controller.signal);
    await vi.waitFor(() => expect(channel.read).toHaveBeenCalled());
    controller.abort();
    expect(await running.outcome).toMatchObject({ failure: 'cancelled' });
    expect(channel.cancel).toHaveBeenCalledWith(channel.read.mock.calls[0]?.[0].id);
  });

  it('does not wake the engine anew because somebody has cancelled', async () => {
    const channel = channelOf({ read: never });
    const client = new EngineClient(channel);
    for (let count = 1; count <= 2; count += 1) {
      const controller = new AbortController();
      const running = client.read(SOURCE, 'near', controller.signal);
      await vi.waitFor(() => expect(channel.read).toHaveBeenCalledTimes(count));
      controller.abort();
      await running.outcome;
    }
    expect(channel.wake).toHaveBeenCalledOnce();
  });

  it('asks with the newest priority, and passes later ones on', async () => {
    const channel = channelOf({ read: never });
    const controller = new AbortController();
    const running = new EngineClient(channel).read(SOURCE, 'near', controller.signal);
    running.reprioritize('visible');
    await vi.waitFor(() => expect(channel.read).toHaveBeenCalled());
    const request = channel.read.mock.calls[0]?.[0] as ReadRequest;
    expect(request.priority).toBe('visible');
    running.reprioritize('asked');
    expect(channel.reprioritize).toHaveBeenCalledWith(request.id, 'asked');
    controller.abort();
    await running.outcome;
  });

  it('takes no malformed answer for a reading', async () => {
    const channel = channelOf({ read: async () => ({ ok: true, reading: { faces: 'none' } }) });
    const outcome = await new EngineClient(channel).read(SOURCE, 'near', forEver).outcome;
    expect(outcome).toMatchObject({ ok: false, failure: 'engine' });
    expect(channel.read).toHaveBeenCalledOnce();
  });
});
