import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BATCH_DEADLINE,
  BATCH_SIZE,
  BATCH_SIZE_ON_PROCESSOR,
  BATCHES_AT_ONCE,
  COOL_DOWN,
  IDLE_BEFORE_SLEEP,
  SLOW_START_DEADLINE,
  START_DEADLINE,
} from '../../../src/engine/limits.ts';
import type { BackendChoice } from '../../../src/engine/types.ts';
import { WorkerSupervisor } from '../../../src/engine/worker-supervisor.ts';
import { healthy, MODELS, picture, type Script, spawnerOf, started } from './support/scripted-worker.ts';

function make(choice: BackendChoice, ...scripts: Script[]) {
  const { spawn, workers, vanish } = spawnerOf(...scripts);
  return { supervisor: new WorkerSupervisor(spawn, choice), workers, vanish };
}

const passOver: Script = () => ({ type: 'passed-over', reason: 'software' });
const silent: Script = () => undefined;

/** Starts as it should and then does something to a reading. */
function thatReads(read: Script): Script {
  return (request, worker) => (request.type === 'start' ? started : read(request, worker));
}

/** Lets everything that is due happen, without time passing. */
async function turn(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the supervisor', () => {
  it('sleeps until the first reading, and tells what runs', async () => {
    const { supervisor, workers } = make('wasm', healthy);
    expect(supervisor.status).toEqual({ state: 'asleep', choice: 'wasm', attempts: [] });
    const result = supervisor.read([picture(7)]);
    expect(supervisor.status.state).toBe('starting');
    expect(await result).toMatchObject({ kind: 'read', readings: [{ width: 7 }] });
    expect(supervisor.status).toEqual({
      state: 'ready',
      choice: 'wasm',
      backend: 'wasm',
      attempts: [{ backend: 'wasm', outcome: 'running' }],
    });
    expect(supervisor.models).toEqual(MODELS);
    expect(workers).toHaveLength(1);
  });

  it('asks one worker about backend after backend while they are passed over', async () => {
    const script: Script = (request, worker) =>
      request.type === 'start' && request.backend !== 'wasm' ? passOver(request, worker) : healthy(request);
    const { supervisor, workers } = make('automatic', script);
    await supervisor.read([picture()]);
    expect(workers).toHaveLength(1);
    expect(supervisor.status.attempts).toEqual([
      { backend: 'webgpu', outcome: 'passed-over', reason: 'software' },
      { backend: 'webgl', outcome: 'passed-over', reason: 'software' },
      { backend: 'wasm', outcome: 'running' },
    ]);
  });

  it('tries the next backend in a fresh worker where one hangs, fails or lies', async () => {
    const failing: Script = () => ({ type: 'failed', reason: 'The known answer is wrong.' });
    const { supervisor, workers } = make('automatic', silent, failing, healthy);
    const result = supervisor.read([picture()]);
    await vi.advanceTimersByTimeAsync(START_DEADLINE);
    expect(await result).toMatchObject({ kind: 'read' });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, false]);
    expect(supervisor.status.attempts).toEqual([
      { backend: 'webgpu', outcome: 'failed', reason: 'It did not answer within 20 seconds.' },
      { backend: 'webgl', outcome: 'failed', reason: 'The known answer is wrong.' },
      { backend: 'wasm', outcome: 'running' },
    ]);
  });

  it('falls back to WASM where a forced backend fails, and says so', async () => {
    const { supervisor } = make('webgl', silent, healthy);
    const result = supervisor.read([picture()]);
    await vi.advanceTimersByTimeAsync(SLOW_START_DEADLINE);
    await result;
    expect(supervisor.status).toMatchObject({
      choice: 'webgl',
      backend: 'wasm',
      attempts: [{ backend: 'webgl', outcome: 'failed' }, { backend: 'wasm' }],
    });
  });

  it('names every reason where no backend works, and tries again after a while', async () => {
    const failing: Script = () => ({ type: 'failed', reason: 'no memory' });
    const { supervisor, workers } = make('wasm', failing, failing, healthy);
    await expect(supervisor.read([picture()])).rejects.toMatchObject({
      kind: 'engine',
      message: 'The engine could not start. wasm: no memory cpu: no memory',
    });
    expect(supervisor.status.state).toBe('failed');
    await expect(supervisor.read([picture()])).rejects.toMatchObject({ kind: 'engine' });
    expect(workers).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(COOL_DOWN);
    expect(await supervisor.read([picture()])).toMatchObject({ kind: 'read' });
    expect(supervisor.status.attempts).toEqual([{ backend: 'wasm', outcome: 'running' }]);
  });

  it('blames a batch whose worker hangs, and starts another worker for the next', async () => {
    const { supervisor, workers } = make('wasm', thatReads(silent), healthy);
    const result = supervisor.read([picture()]);
    await turn();
    await vi.advanceTimersByTimeAsync(BATCH_DEADLINE.base + BATCH_DEADLINE.perPicture);
    expect(await result).toMatchObject({ kind: 'failed', reason: 'It did not answer within 18 seconds.' });
    expect(await supervisor.read([picture()])).toMatchObject({ kind: 'read' });
    expect(supervisor.status.backend).toBe('wasm');
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  it.each([
    ['hangs', silent],
    ['fails', (): ReturnType<Script> => ({ type: 'failed', reason: 'no memory' })],
  ] as const)('interrupts a batch that waits behind one on which the worker %s', async (_what, fail) => {
    let reads = 0;
    const script = thatReads((request, worker) => (reads++ === 0 ? fail(request, worker) : undefined));
    const { supervisor, workers } = make('wasm', script, healthy);
    const results = [supervisor.read([picture()]), supervisor.read([picture()])];
    await vi.advanceTimersByTimeAsync(BATCH_DEADLINE.base + BATCH_DEADLINE.perPicture);
    expect((await Promise.all(results)).map(({ kind }) => kind)).toEqual(['failed', 'interrupted']);
    expect(await supervisor.read([picture()])).toMatchObject({ kind: 'read' });
    expect(workers).toHaveLength(2);
    expect(supervisor.status).toMatchObject({ backend: 'wasm' });
  });

  it('has another worker after each failed batch, and leaves a backend that goes on failing', async () => {
    const { supervisor, workers } = make(
      'wasm',
      thatReads(() => ({ type: 'failed', reason: 'odd shape' })),
    );
    expect(await supervisor.read([picture()])).toEqual({ kind: 'failed', reason: 'odd shape' });
    await supervisor.read([picture()]);
    expect(supervisor.status.attempts).toEqual([]);
    await supervisor.read([picture()]);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true]);
    expect(supervisor.status.attempts).toEqual([{ backend: 'wasm', outcome: 'failed', reason: 'odd shape' }]);
  });

  it('leaves a backend that is lost in a batch, by no fault of the batch', async () => {
    const losing = thatReads((_request, worker) => {
      worker.say({ type: 'backend-lost', reason: 'The GPU device was lost.' });
      return undefined;
    });
    const { supervisor } = make('webgpu', losing, healthy);
    expect(await supervisor.read([picture()])).toEqual({
      kind: 'interrupted',
      reason: 'The GPU device was lost.',
    });
    expect(await supervisor.read([picture()])).toMatchObject({ kind: 'read' });
    expect(supervisor.status.attempts).toEqual([
      { backend: 'webgpu', outcome: 'failed', reason: 'The GPU device was lost.' },
      { backend: 'wasm', outcome: 'running' },
    ]);
  });

  it('leaves a backend that is lost while nothing is read', async () => {
    const { supervisor, workers } = make('webgpu', healthy);
    await supervisor.read([picture()]);
    workers[0]?.say({ type: 'backend-lost', reason: 'The GPU device was lost.' });
    expect(supervisor.status).toMatchObject({ state: 'asleep', attempts: [{ outcome: 'failed' }] });
    await supervisor.read([picture()]);
    expect(supervisor.status.backend).toBe('wasm');
  });

  it('replaces a worker that dies while nothing is read, on the same backend', async () => {
    const { supervisor, workers } = make('wasm', healthy);
    await supervisor.read([picture()]);
    workers[0]?.crash('killed');
    expect(supervisor.status).toMatchObject({ state: 'asleep', attempts: [] });
    await supervisor.read([picture()]);
    expect(supervisor.status.backend).toBe('wasm');
  });

  it('takes a changed choice, and interrupts the batch that is on its way', async () => {
    const { supervisor, workers } = make('wasm', thatReads(silent), healthy);
    const result = supervisor.read([picture()]);
    await turn();
    supervisor.configure('cpu');
    expect(await result).toMatchObject({ kind: 'interrupted' });
    await turn();
    expect(supervisor.status).toMatchObject({ choice: 'cpu', backend: 'cpu' });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });

  it('takes a changed choice while a backend is starting', async () => {
    const { supervisor, workers } = make('webgpu', silent, healthy);
    const result = supervisor.read([picture()]);
    await turn();
    supervisor.configure('wasm');
    expect(await result).toMatchObject({ kind: 'read' });
    expect(supervisor.status.attempts).toEqual([{ backend: 'wasm', outcome: 'running' }]);
    expect(workers[0]?.isTerminated).toBe(true);
  });

  it('starts nothing for a changed choice while it sleeps, nor for the same choice again', async () => {
    const { supervisor, workers } = make('wasm', healthy);
    supervisor.configure('cpu');
    await turn();
    expect(workers).toHaveLength(0);
    await supervisor.read([picture()]);
    supervisor.configure('cpu');
    await turn();
    expect(workers).toHaveLength(1);
  });

  it('puts the worker down when there is nothing to do, and wakes it again', async () => {
    const { supervisor, workers } = make('wasm', healthy);
    supervisor.warmUp();
    await turn();
    expect(supervisor.status.state).toBe('ready');
    await vi.advanceTimersByTimeAsync(IDLE_BEFORE_SLEEP - 1);
    await supervisor.read([picture()]);
    await vi.advanceTimersByTimeAsync(IDLE_BEFORE_SLEEP - 1);
    expect(workers[0]?.isTerminated).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers[0]?.isTerminated).toBe(true);
    expect(supervisor.status.state).toBe('asleep');
    expect(await supervisor.read([picture()])).toMatchObject({ kind: 'read' });
  });

  it('wants single pictures for a backend that is slow', async () => {
    const { supervisor } = make('cpu', healthy);
    expect(supervisor.batchSizes).toEqual({ inputs: BATCH_SIZE_ON_PROCESSOR, batches: BATCHES_AT_ONCE });
    await supervisor.read([picture()]);
    expect(supervisor.batchSizes).toEqual({ inputs: 1, batches: 1 });
  });

  it.each([
    ['wasm', BATCH_SIZE_ON_PROCESSOR],
    ['webgl', BATCH_SIZE],
    ['webgpu', BATCH_SIZE],
  ] as const)('wants batches for %s that suit it', async (backend, inputs) => {
    const { supervisor } = make(backend, healthy);
    await supervisor.read([picture()]);
    expect(supervisor.batchSizes).toEqual({ inputs, batches: BATCHES_AT_ONCE });
  });

  it('never puts the worker down in the middle of a batch', async () => {
    let isSilent = false;
    const { supervisor, workers } = make(
      'cpu',
      thatReads((request, worker) => (isSilent ? silent(request, worker) : healthy(request))),
    );
    supervisor.warmUp();
    await supervisor.read([picture()]);
    await vi.advanceTimersByTimeAsync(IDLE_BEFORE_SLEEP - 1);
    isSilent = true;
    const result = supervisor.read(Array.from({ length: 8 }, () => picture()));
    await vi.advanceTimersByTimeAsync(IDLE_BEFORE_SLEEP + 1);
    expect(workers[0]?.isTerminated).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * IDLE_BEFORE_SLEEP);
    expect(await result).toMatchObject({ kind: 'failed' });
  });

  it('leaves a timer for sleeping to the batch that starts it', async () => {
    const { supervisor, workers } = make('wasm', thatReads(silent));
    supervisor.warmUp();
    const result = supervisor.read([picture()]);
    await turn();
    // The warm-up has ended; only the batch on its way has a timer now.
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(BATCH_DEADLINE.base + BATCH_DEADLINE.perPicture);
    await result;
    expect(workers[0]?.isTerminated).toBe(true);
  });
});
