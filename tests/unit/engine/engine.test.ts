import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { Engine, type EngineParts } from '../../../src/engine/engine.ts';
import { type BitmapPicture, ReadFailure, type ReadPriority } from '../../../src/engine/types.ts';
import type { WorkerRequest } from '../../../src/engine/worker-messages.ts';
import {
  decoded as decodedPicture,
  HELD,
  healthy,
  isClosed,
  type Script,
  spawnerOf,
} from './support/scripted-worker.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** An engine with a scripted worker, where the content of an image is the last part of its address. */
function make(script: Script = healthy, overrides: Partial<EngineParts> = {}) {
  const fetched: string[] = [];
  const decoded: string[] = [];
  const pictures: BitmapPicture[] = [];
  const { spawn, workers } = spawnerOf(script);
  const parts: EngineParts = {
    spawnWorker: spawn,
    fetchImage: async (source) => {
      const address = source.kind === 'address' ? source.url : source.dataUrl;
      fetched.push(address);
      return bytesOf(address.split('/').at(-1) ?? '');
    },
    decodeImage: async (bytes): Promise<BitmapPicture> => {
      decoded.push(new TextDecoder().decode(bytes));
      const made = decodedPicture(decoded.length);
      pictures.push(made);
      return made;
    },
    ...overrides,
  };
  const engine = new Engine(parts, 'wasm');
  let requests = 0;
  const read = (url: string, priority: ReadPriority = 'near', id = `id ${++requests}`) =>
    engine.read({
      id,
      source: { kind: 'address', url, credentials: 'include', reach: 'anywhere' },
      priority,
    });
  const batches = () =>
    workers.flatMap((worker) => worker.requests).filter((each: WorkerRequest) => each.type === 'read');
  return { engine, read, fetched, decoded, pictures, batches };
}

describe('the engine', () => {
  it('reads an image and closes its bitmap', async () => {
    const { engine, read, pictures } = make();
    expect(await read('https://a.example/face')).toMatchObject({ ok: true, reading: { width: 1 } });
    expect(pictures.map(isClosed)).toEqual([true]);
    expect(engine.accounts).toEqual({ openRequests: 0, rememberedReadings: 1, tensors: HELD });
  });

  it('fetches an address once for all who ask for it at the same time', async () => {
    const { read, fetched } = make();
    const both = await Promise.all([read('https://a.example/face'), read('https://a.example/face', 'asked')]);
    expect(fetched).toHaveLength(1);
    expect(both[0]).toEqual(both[1]);
  });

  it('does not remember what it read of a passing moment', async () => {
    const { engine, decoded } = make();
    const read = (id: string) =>
      engine.read({
        id,
        source: { kind: 'bytes', dataUrl: 'data:,frame/face' },
        priority: 'visible',
        isFleeting: true,
      });
    expect(await read('1')).toMatchObject({ ok: true });
    expect(await read('2')).toMatchObject({ ok: true });
    expect(decoded).toEqual(['face', 'face']);
  });

  it('reads the same content once, whatever its address and whenever it comes', async () => {
    const { read, decoded, batches } = make();
    await Promise.all([read('https://a.example/face'), read('https://b.example/face')]);
    await read('https://c.example/face');
    expect(decoded).toEqual(['face']);
    expect(batches()).toHaveLength(1);
  });

  it('never remembers a failure', async () => {
    let isDown = true;
    const { read } = make(healthy, {
      fetchImage: async () => {
        if (isDown) throw new ReadFailure('http', 'The image could not be loaded: 503.');
        return bytesOf('face');
      },
    });
    expect(await read('https://a.example/face')).toEqual({
      ok: false,
      failure: 'http',
      reason: 'The image could not be loaded: 503.',
    });
    isDown = false;
    expect(await read('https://a.example/face')).toMatchObject({ ok: true });
  });

  it('never remembers a failure of the worker either', async () => {
    let isBroken = true;
    const { read, pictures } = make((request) =>
      request.type === 'read' && isBroken ? { type: 'failed', reason: 'odd' } : healthy(request),
    );
    expect(await read('https://a.example/face')).toEqual({
      ok: false,
      failure: 'engine',
      reason: 'The image could not be read. odd',
    });
    isBroken = false;
    expect(await read('https://a.example/face')).toMatchObject({ ok: true });
    expect(pictures.map(isClosed)).toEqual([true, true, true]);
  });

  it('answers with a failure where something unforeseen happens', async () => {
    const { read } = make(healthy, { decodeImage: () => Promise.reject(new TypeError('odd')) });
    expect(await read('https://a.example/face')).toEqual({
      ok: false,
      failure: 'engine',
      reason: 'The image could not be read. odd',
    });
  });

  it('stops the loading when everybody has cancelled', async () => {
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    const { engine, read, decoded } = make(healthy, {
      fetchImage: (_source, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => {
            resolve();
            reject(signal.reason);
          }),
        ),
    });
    const outcomes = [
      read('https://a.example/face', 'near', 'a'),
      read('https://a.example/face', 'near', 'b'),
    ];
    await pause(1);
    engine.cancel('a');
    expect(await outcomes[0]).toMatchObject({ ok: false, failure: 'cancelled' });
    engine.cancel('b');
    expect(await outcomes[1]).toMatchObject({ ok: false, failure: 'cancelled' });
    await stopped;
    expect(decoded).toEqual([]);
  });

  it('keeps a reading that came after its asker had left', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const slow: Script = (request, worker) => {
      if (request.type === 'start') return healthy(request);
      void released.then(() => worker.answer(2, healthy(request)));
      return undefined;
    };
    const { engine, read, batches, pictures } = make(slow);
    const outcome = read('https://a.example/face', 'near', 'a');
    while (batches().length === 0) await pause(1);
    engine.cancel('a');
    expect(await outcome).toMatchObject({ failure: 'cancelled' });
    release();
    await pause(1);
    expect(pictures.map(isClosed)).toEqual([true]);
    expect(await read('https://b.example/face')).toMatchObject({ ok: true });
    expect(batches()).toHaveLength(1);
  });

  it('fetches the next image once the one before is decoded, and what a person asked for at once', async () => {
    vi.useFakeTimers();
    try {
      const { promise: decoding, resolve: decode } = Promise.withResolvers<void>();
      // A worker that never has read anything: only the decoding lets the next begin.
      const { engine, fetched } = make(
        (request) => (request.type === 'start' ? healthy(request) : undefined),
        {
          decodeImage: () => decoding.then(() => decodedPicture(1)),
        },
      );
      // Of a passing moment, so that no hash is awaited, which takes real time.
      const read = (id: string, priority: ReadPriority) =>
        engine.read({ id, source: { kind: 'bytes', dataUrl: id }, priority, isFleeting: true });
      void read('first', 'near');
      void read('second', 'near');
      void read('asked', 'asked');
      await vi.advanceTimersByTimeAsync(0);
      expect(fetched).toEqual(['asked', 'first']);
      decode();
      await vi.advanceTimersByTimeAsync(0);
      expect(fetched).toEqual(['asked', 'first', 'second']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('begins what a person asked for before what came earlier', async () => {
    const { engine, read, fetched } = make(healthy, {});
    const many = Array.from({ length: 40 }, (_, i) => read(`https://a.example/${i}`, 'near', `${i}`));
    const raised = 39;
    engine.reprioritize(`${raised}`, 'asked');
    await Promise.all(many);
    expect(fetched.indexOf(`https://a.example/${raised}`)).toBeLessThan(20);
  });
});
