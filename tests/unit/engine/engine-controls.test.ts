import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { rungsFor } from '../../../src/engine/backend-ladder.ts';
import { Batcher } from '../../../src/engine/batcher.ts';
import { decodeImage } from '../../../src/engine/decode-image.ts';
import { Engine, type EngineParts, WEB_PARTS } from '../../../src/engine/engine.ts';
import { fetchImage } from '../../../src/engine/fetch-image.ts';
import { BATCH_SIZE_ON_PROCESSOR, DECODES_AT_ONCE } from '../../../src/engine/limits.ts';
import { OwnTicket } from '../../../src/engine/ticket.ts';
import type { AddressSource, BackendChoice, ImageSource } from '../../../src/engine/types.ts';
import type { WorkerRequest } from '../../../src/engine/worker-messages.ts';
import { decoded, healthy, type Script, spawnerOf } from './support/scripted-worker.ts';

const ADDRESS: AddressSource = {
  kind: 'address',
  url: 'https://a.example/face',
  credentials: 'include',
  reach: 'public',
};

/** An engine in which every source has a content of its own. */
function make(
  choice: BackendChoice = 'wasm',
  overrides: Partial<EngineParts> = {},
  script: Script = healthy,
) {
  const fetched: ImageSource[] = [];
  const { spawn, workers } = spawnerOf(script);
  const parts: EngineParts = {
    spawnWorker: spawn,
    fetchImage: async (source) => {
      fetched.push(source);
      await pause(5);
      return new TextEncoder().encode(JSON.stringify(source));
    },
    decodeImage: async () => decoded(),
    ...overrides,
  };
  const engine = new Engine(parts, choice);
  let count = 0;
  const read = (source: ImageSource) => {
    count += 1;
    return engine.read({ id: String(count), source, priority: 'near' });
  };
  const requests = () => workers.flatMap((worker): WorkerRequest[] => worker.requests);
  return { engine, read, fetched, requests };
}

describe('one loading for several who ask', () => {
  const others: [string, ImageSource][] = [
    ['another address', { ...ADDRESS, url: 'https://b.example/face' }],
    ['other cookies', { ...ADDRESS, credentials: 'omit' }],
    ['another reach', { ...ADDRESS, reach: 'local' }],
    ['bytes', { kind: 'bytes', dataUrl: 'data:,face' }],
  ];

  it.each(others)('is shared by the same source, and not by one with %s', async (_what, other) => {
    const { read, fetched } = make();
    await Promise.all([ADDRESS, other, ADDRESS, other].map(read));
    expect(fetched).toEqual([ADDRESS, other]);
  });

  it('is not shared by other bytes', async () => {
    const { read, fetched } = make();
    await Promise.all(['data:,a', 'data:,b'].map((dataUrl) => read({ kind: 'bytes', dataUrl })));
    expect(fetched).toHaveLength(2);
  });
});

describe('an engine', () => {
  it('decodes no more at once than memory allows', async () => {
    let now = 0;
    let most = 0;
    const { read } = make('wasm', {
      decodeImage: async () => {
        now += 1;
        most = Math.max(most, now);
        await pause(3);
        now -= 1;
        return decoded();
      },
    });
    const sources = ['a', 'b', 'c', 'd'].map((name) => ({ ...ADDRESS, url: `https://a.example/${name}` }));
    await Promise.all(sources.map(read));
    expect(most).toBe(DECODES_AT_ONCE);
  });

  it.each([
    ['a fast backend gets many pictures', 'wasm', (sizes: number[]) => Math.max(...sizes) > 1],
    ['a slow one gets one', 'cpu', (sizes: number[]) => sizes.every((size) => size === 1)],
  ] as const)('%s in a batch', async (_what, backend, isRight) => {
    const sizes: number[] = [];
    // Each batch takes long enough for the next to gather.
    const { engine, read } = make(backend, {}, (request, worker) => {
      if (request.type === 'read') {
        sizes.push(request.pictures.length);
        const call = worker.requests.length;
        setTimeout(() => worker.answer(call, healthy(request)), 40);
        return undefined;
      }
      return healthy(request);
    });
    engine.warmUp();
    await vi.waitFor(() => expect(engine.status.state).toBe('ready'));
    const sources = Array.from({ length: 6 }, (_, i) => ({ ...ADDRESS, url: `https://a.example/${i}` }));
    await Promise.all(sources.map(read));
    expect(isRight(sizes)).toBe(true);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(6);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(BATCH_SIZE_ON_PROCESSOR);
  });

  it('starts its worker before anybody asks, where it is told to', async () => {
    const { engine, requests } = make();
    expect(engine.status).toEqual({ state: 'asleep', choice: 'wasm', attempts: [] });
    engine.warmUp();
    expect(engine.status.state).toBe('starting');
    await vi.waitFor(() => expect(engine.status).toMatchObject({ state: 'ready', backend: 'wasm' }));
    expect(requests()).toEqual([{ type: 'start', backend: 'wasm', allowSoftware: true }]);
  });

  it('takes another choice of backend', async () => {
    const { engine, read } = make();
    await read(ADDRESS);
    engine.configure('cpu');
    await vi.waitFor(() => expect(engine.status).toMatchObject({ choice: 'cpu', backend: 'cpu' }));
  });

  it('remembers, remembers fewer, and forgets', async () => {
    const { engine, read } = make();
    const sources = ['a', 'b', 'c'].map((name) => ({ ...ADDRESS, url: `https://a.example/${name}` }));
    for (const source of sources) await read(source);
    engine.limitReadings(2);
    expect(engine.accounts.rememberedReadings).toBe(2);
    expect(engine.clearReadings()).toBe(2);
    expect(engine.accounts.rememberedReadings).toBe(0);
  });

  it('decodes nothing for who has gone meanwhile', async () => {
    const gate = Promise.withResolvers<void>();
    const decode = vi.fn(async () => {
      await gate.promise;
      return decoded();
    });
    const { engine } = make('wasm', { decodeImage: decode });
    const ask = (id: string) =>
      engine.read({ id, source: { ...ADDRESS, url: `https://a.example/${id}` }, priority: 'near' });
    const first = Array.from({ length: DECODES_AT_ONCE }, (_, index) => ask(`first-${index}`));
    await vi.waitFor(() => expect(decode).toHaveBeenCalledTimes(DECODES_AT_ONCE));
    const late = ask('late');
    await pause(20);
    engine.cancel('late');
    expect(await late).toMatchObject({ ok: false, failure: 'cancelled' });
    gate.resolve();
    for (const outcome of await Promise.all(first)) expect(outcome).toMatchObject({ ok: true });
    await pause(10);
    expect(decode).toHaveBeenCalledTimes(DECODES_AT_ONCE);
  });

  it('in a browser fetches and decodes as the web has it', () => {
    expect(WEB_PARTS).toEqual({ fetchImage, decodeImage });
  });
});

describe('a batcher', () => {
  it('takes nothing from who has gone before', async () => {
    const work = vi.fn(async (inputs: readonly number[]) => inputs);
    const batcher = new Batcher(work, () => ({ inputs: 8, batches: 1 }));
    const ticket = new OwnTicket('near');
    ticket.withdraw(new Error('gone'));
    await expect(batcher.add(1, ticket)).rejects.toThrow('gone');
    expect(work).not.toHaveBeenCalled();
  });

  it('listens to nobody whose batch is done', async () => {
    const ticket = new OwnTicket('near');
    const removed = vi.spyOn(ticket.signal, 'removeEventListener');
    const batcher = new Batcher(
      async (inputs: readonly number[]) => inputs,
      () => ({ inputs: 8, batches: 1 }),
    );
    expect(await batcher.add(1, ticket)).toBe(1);
    expect(removed).toHaveBeenCalledExactlyOnceWith('abort', expect.any(Function));
  });
});

it('a backend that stands in for a forced one may not run in software', () => {
  expect(rungsFor('webgpu')).toEqual([
    { backend: 'webgpu', allowSoftware: true },
    { backend: 'wasm', allowSoftware: false },
    { backend: 'cpu', allowSoftware: false },
  ]);
  expect(rungsFor('automatic').map(({ allowSoftware }) => allowSoftware)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
