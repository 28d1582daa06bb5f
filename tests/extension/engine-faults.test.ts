import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBuiltFiles } from '../../scripts/lib/built-files.ts';
import { BATCH_DEADLINE, START_DEADLINE } from '../../src/engine/limits.ts';
import type { TensorAccounts } from '../../src/terms/reading-request.ts';
import { shortenTimers } from './harness/engine-timers.ts';
import { useFaultyMien } from './harness/faulty-mien.ts';
import { BUILT_EXTENSION } from './harness/index.ts';

const mien = await useFaultyMien();
const { engine, extensionDir, order, orderAlways, orderOnce, readFresh, settled } = mien;

const tensors = async () => (await engine.ask('engineAccounts')).tensors;

beforeEach(async () => {
  await engine.ask('wakeEngine');
});
afterEach(async () => {
  mien.orderNothing();
  await mien.expectNothingOpen();
  // A new document for each test: what became of a backend is remembered as long as the document lives.
  await mien.control.page.evaluate(() => chrome.offscreen.closeDocument().catch(() => undefined));
});

it('is a build that nobody else gets: the ordinary one holds no fault', () => {
  const trace = /fault-orders|A fault on order/;
  const holdsFaults = (folder: string) => readBuiltFiles(folder).some(({ text }) => trace.test(text ?? ''));
  expect(holdsFaults(extensionDir)).toBe(true);
  expect(holdsFaults(BUILT_EXTENSION)).toBe(false);
});

describe('a worker that dies in the middle of a reading', () => {
  // What the networks are made of. The one that takes its place holds as much, and no more, however often that goes on.
  let whole: TensorAccounts | undefined;
  beforeEach(async () => {
    await settled();
    await readFresh();
    whole ??= await tensors();
    expect(whole?.tensors).toBeGreaterThan(0);
  });
  afterEach(async () => expect(await tensors()).toEqual(whole));

  it.each(['crash', 'vanish', 'throw', 'run-out-of-memory'] as const)(
    'by chance (%s) is replaced, and the picture is read',
    async (fault) => {
      orderOnce(fault, 'read', 'wasm');
      expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm', faces: [{}] } });
    },
  );

  it('again and again costs one picture, and neither the next nor the engine', async () => {
    let deaths = 0;
    order((step) => (step === 'read' && ++deaths <= 2 ? 'crash' : undefined));
    expect(await readFresh()).toMatchObject({
      ok: false,
      failure: 'engine',
      reason: expect.stringContaining('crash on order'),
    });
    expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
  });

  it('while many are read loses none of them', async () => {
    let reads = 0;
    order((step) => (step === 'read' && ++reads === 2 ? 'vanish' : undefined));
    const outcomes = await Promise.all(Array.from({ length: 10 }, readFresh));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
  });

  it('by a kernel that hangs is ended, and the picture is read', async () => {
    const { base, perPicture } = BATCH_DEADLINE;
    await shortenTimers(mien, { wait: base + perPicture, instead: 2000, times: 1 });
    orderOnce('hang', 'read', 'wasm');
    expect(await readFresh()).toMatchObject({ ok: true, reading: { faces: [{}] } });
  });
});

describe('a backend that cannot be trusted', () => {
  it.each([
    ['hangs', 'hang', 'It did not answer within 20 seconds.'],
    ['lies', 'lie', 'gives wrong answers'],
    ['fails', 'throw', 'A fault on order.'],
    ['crashes', 'crash', 'crash on order'],
  ] as const)('because it %s at its start is left for the next', async (_what, fault, reason) => {
    orderAlways(fault, 'start', 'wasm');
    await engine.ask('configureEngine', { backend: 'cpu' });
    // WebGPU and WebGL, which are passed over, and the CPU have all the time that there is.
    if (fault === 'hang')
      await shortenTimers(mien, { wait: START_DEADLINE, instead: 5000, spared: 2, times: 1 });
    await engine.ask('configureEngine', { backend: 'automatic' });
    expect(await settled()).toMatchObject({
      state: 'ready',
      backend: 'cpu',
      attempts: [
        { backend: 'webgpu', outcome: 'passed-over', reason: expect.stringContaining('software') },
        { backend: 'webgl', outcome: 'passed-over', reason: expect.stringContaining('software') },
        { backend: 'wasm', outcome: 'failed', reason: expect.stringContaining(reason) },
        { backend: 'cpu', outcome: 'running' },
      ],
    });
  });

  it('because its GPU device is lost gives way to WASM, and says so', async () => {
    orderAlways('lose-device', 'start', 'webgpu');
    await engine.ask('configureEngine', { backend: 'webgpu' });
    // A GPU in software may take longer to get so far than a picture is waited for.
    await settled();
    const outcome = await readFresh();
    expect(outcome).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
    expect(await engine.ask('engineStatus')).toMatchObject({
      choice: 'webgpu',
      backend: 'wasm',
      attempts: [
        { backend: 'webgpu', outcome: 'failed', reason: expect.stringContaining('device was lost') },
        { backend: 'wasm', outcome: 'running' },
      ],
    });
  });

  it('because its context is lost in a reading gives way to WASM, which reads the picture', async () => {
    orderAlways('lose-device', 'read', 'webgl');
    await engine.ask('configureEngine', { backend: 'webgl' });
    expect(await settled()).toMatchObject({ backend: 'webgl' });
    expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
    expect(await engine.ask('engineStatus')).toMatchObject({
      attempts: [
        { backend: 'webgl', outcome: 'failed', reason: 'The WebGL context was lost.' },
        { backend: 'wasm', outcome: 'running' },
      ],
    });
  }, 120_000);

  it('leaves no backend where all fail, and every request hears why', async () => {
    order((step) => (step === 'start' ? 'throw' : undefined));
    await engine.ask('configureEngine', { backend: 'cpu' });
    await engine.ask('configureEngine', { backend: 'wasm' });
    expect(await settled()).toMatchObject({ state: 'failed' });
    expect(await readFresh()).toEqual({
      ok: false,
      failure: 'engine',
      reason: 'The engine could not start. wasm: A fault on order. cpu: A fault on order.',
    });
  });
});
