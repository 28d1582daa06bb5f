import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultStep } from '../../src/engine/faults.ts';
import { COOL_DOWN } from '../../src/engine/limits.ts';
import type { BackendName } from '../../src/vision/types.ts';
import { putClockForward } from './harness/engine-timers.ts';
import { useFaultyMien } from './harness/faulty-mien.ts';

const mien = await useFaultyMien();
const { engine, order, orderAlways, orderOnce, readFresh, settled } = mien;

/** Every backend is slow here where a GPU computes in software. */
const PATIENCE = 170_000;

beforeEach(async () => {
  await engine.ask('wakeEngine');
});
afterEach(async () => {
  mien.orderNothing();
  await mien.expectNothingOpen();
  // A new document for each test: what became of a backend is remembered as long as the document lives.
  await mien.control.page.evaluate(() => chrome.offscreen.closeDocument().catch(() => undefined));
});

/** The backend that stands in for one that a person has chosen. */
const standInFor = (backend: BackendName) => (backend === 'wasm' ? 'cpu' : 'wasm');

/** Chooses a backend anew, also where it is the one that runs. */
async function choose(backend: BackendName): Promise<void> {
  await engine.ask('configureEngine', { backend: standInFor(backend) });
  await engine.ask('configureEngine', { backend });
}

const STARTING: readonly FaultStep[] = ['probe', 'backend', 'start', 'warm-up'];
const BACKENDS_AND_STEPS = (['webgpu', 'webgl', 'wasm', 'cpu'] as const).flatMap((backend) =>
  STARTING.filter((step) => step !== 'warm-up' || backend === 'webgpu' || backend === 'webgl').map(
    (step) => [backend, step] as const,
  ),
);

describe('a backend that fails before it is trusted', () => {
  it.each(BACKENDS_AND_STEPS)(
    '%s at its %s is left, and another reads the picture',
    async (backend, failing) => {
      order((step, on) => {
        if (on !== backend) return undefined;
        if (step === failing) return 'throw';
        // Only what is taken for a GPU of its own is warmed up.
        return step === 'probe' && failing === 'warm-up' ? 'pretend-gpu' : undefined;
      });
      await choose(backend);
      // A GPU in software may take longer to get so far than a picture is waited for.
      await settled();
      const outcome = await readFresh();
      expect(outcome).toMatchObject({ ok: true, reading: { backend: standInFor(backend), faces: [{}] } });
      expect(await engine.ask('engineStatus')).toMatchObject({
        choice: backend,
        attempts: [
          { backend, outcome: 'failed', reason: 'A fault on order.' },
          { backend: standInFor(backend), outcome: 'running' },
        ],
      });
    },
    PATIENCE,
  );
});

describe('a backend that fails while it reads', () => {
  // WebGPU in software needs half a minute for each new start; how it fails in a reading is told below.
  it.each(['webgl', 'wasm', 'cpu'] as const)(
    '%s costs a picture with a reason, is left when it goes on, and another reads the next',
    async (backend) => {
      orderAlways('throw', 'read', backend);
      await choose(backend);
      expect(await settled()).toMatchObject({ backend });
      expect(await readFresh()).toEqual({
        ok: false,
        failure: 'engine',
        reason: 'The image could not be read. A fault on order.',
      });
      expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: standInFor(backend) } });
    },
    PATIENCE,
  );
});

/** Milliseconds after which a reading in software is under way, and far from its end; then the browser's GPU process crashes. */
const INTO_A_READING = 200;

describe('a GPU', () => {
  /** As on a machine with a GPU: it is tried first, unasked. */
  const pretendGpu = (step: FaultStep) => (step === 'probe' ? 'pretend-gpu' : undefined);

  it.each(['webgl', 'webgpu'] as const)(
    'whose process crashes while %s reads gives way to WASM, which goes on with the same pictures',
    async (backend) => {
      await choose(backend);
      expect(await settled()).toMatchObject({ backend });
      const browser = await mien.context.browser()?.newBrowserCDPSession();
      let crash: Promise<unknown> | undefined;
      order((step) => {
        if (step === 'read')
          crash ??= pause(INTO_A_READING).then(() => browser?.send('Browser.crashGpuProcess'));
        return undefined;
      });
      const outcomes = await Promise.all([readFresh(), readFresh(), readFresh()]);
      for (const outcome of outcomes)
        expect(outcome).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
      await crash;
      await mien.expectNothingOpen();
      expect((await engine.ask('engineStatus')).attempts[0]).toMatchObject({
        backend,
        outcome: 'failed',
        reason: expect.stringContaining('lost'),
      });
    },
    PATIENCE,
  );

  it(
    'that is lost again and again, whichever is tried, ends on WASM for good',
    async () => {
      order((step, backend) => {
        if (backend !== 'webgpu' && backend !== 'webgl') return undefined;
        return step === 'start' ? 'lose-device' : pretendGpu(step);
      });
      await engine.ask('configureEngine', { backend: 'cpu' });
      await engine.ask('configureEngine', { backend: 'automatic' });
      for (let picture = 0; picture < 4; picture += 1) {
        expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
      }
      expect(await engine.ask('engineStatus')).toMatchObject({
        backend: 'wasm',
        attempts: [
          { backend: 'webgpu', outcome: 'failed', reason: expect.stringContaining('lost') },
          { backend: 'webgl', outcome: 'failed', reason: expect.stringContaining('lost') },
          { backend: 'wasm', outcome: 'running' },
        ],
      });
    },
    PATIENCE,
  );

  it.each(['start', 'read'] as const)(
    'that raises an uncaptured error at its %s is not believed, and WASM reads the picture',
    async (step) => {
      orderOnce('gpu-error', step, 'webgpu');
      await choose('webgpu');
      await settled();
      expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
      expect(await engine.ask('engineStatus')).toMatchObject({
        attempts: [
          { backend: 'webgpu', outcome: 'failed', reason: expect.stringMatching(/^WebGPU error: /) },
          { backend: 'wasm', outcome: 'running' },
        ],
      });
    },
    PATIENCE,
  );
});

describe('where every backend fails', () => {
  it('the engine tries them all again after a while, and reads when they are well', async () => {
    order((step) => (step === 'start' ? 'throw' : undefined));
    await choose('wasm');
    expect(await settled()).toMatchObject({ state: 'failed' });
    expect(await readFresh()).toMatchObject({ ok: false, failure: 'engine' });
    mien.orderNothing();
    await putClockForward(mien, COOL_DOWN - 10_000);
    expect(await readFresh()).toMatchObject({ ok: false, failure: 'engine' });
    await putClockForward(mien, 10_000);
    expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
  });
});
