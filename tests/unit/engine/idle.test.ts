import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine } from '../../../src/engine/engine.ts';
import { IdleTimer } from '../../../src/engine/idle-timer.ts';
import { IDLE_BEFORE_CLOSE, IDLE_BEFORE_SLEEP } from '../../../src/engine/limits.ts';
import { decoded, healthy, spawnerOf } from './support/scripted-worker.ts';

const FIVE_MINUTES = 5 * 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the timer of idleness', () => {
  it('counts anew with each restart, and calls once', async () => {
    const onIdle = vi.fn();
    const timer = new IdleTimer(1000, onIdle);
    await vi.advanceTimersByTimeAsync(5000);
    expect(onIdle).not.toHaveBeenCalled();
    timer.restart();
    await vi.advanceTimersByTimeAsync(999);
    timer.restart();
    await vi.advanceTimersByTimeAsync(999);
    expect(onIdle).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('begins when the last of several pieces of work has ended, however it ended', async () => {
    const onIdle = vi.fn();
    const timer = new IdleTimer(1000, onIdle);
    const short = timer.during(() => new Promise((resolve) => setTimeout(resolve, 10)));
    const long = timer.during(
      () => new Promise((_, reject) => setTimeout(() => reject(new Error('no')), 4000)),
    );
    const failed = expect(long).rejects.toThrow('no');
    await vi.advanceTimersByTimeAsync(3000);
    await short;
    timer.restart();
    await vi.advanceTimersByTimeAsync(1999);
    await failed;
    expect(onIdle).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });
});

describe('an engine that nobody asks for anything', () => {
  function make() {
    const onIdle = vi.fn();
    const { spawn, workers } = spawnerOf(healthy);
    const parts = {
      spawnWorker: spawn,
      fetchImage: async () => new Uint8Array([1]),
      decodeImage: async () => decoded(),
    };
    const engine = new Engine(parts, 'wasm', onIdle);
    const read = (url: string) =>
      engine.read({
        id: url,
        source: { kind: 'address', url, credentials: 'omit', reach: 'anywhere' },
        priority: 'near',
      });
    return { engine, read, onIdle, workers };
  }

  it('has put its worker down, and then its document, within five minutes', async () => {
    const { engine, read, onIdle, workers } = make();
    engine.warmUp();
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES - 1);
    const outcome = await read('https://a.example/1');
    expect(outcome).toMatchObject({ ok: true });
    expect(onIdle).not.toHaveBeenCalled();
    expect(IDLE_BEFORE_SLEEP).toBeLessThanOrEqual(IDLE_BEFORE_CLOSE);
    await vi.advanceTimersByTimeAsync(FIVE_MINUTES - 1);
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(engine.accounts.tensors).toBeUndefined();
    expect(onIdle).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('is idle all the same when it is asked how it is', async () => {
    const { engine, onIdle } = make();
    engine.warmUp();
    for (let second = 0; second < 300; second += 1) {
      expect(engine.status.state).not.toBe('failed');
      expect(engine.accounts.openRequests).toBe(0);
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(onIdle).toHaveBeenCalledTimes(1);
  });
});
