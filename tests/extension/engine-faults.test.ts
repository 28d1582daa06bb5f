import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildExtension } from '../../scripts/lib/build-extension.ts';
import { readBuiltFiles } from '../../scripts/lib/built-files.ts';
import type { Fault } from '../../src/engine/faults.ts';
import type { BackendName } from '../../src/vision/types.ts';
import { engineLine } from './harness/ask-engine.ts';
import { BUILT_EXTENSION, photoBytes, useMien, waitUntil } from './harness/index.ts';

/**
 * The engine under faults that cannot be made from outside: a build of its own asks this test, before each step, what is to
 * go wrong. SwiftShader stands for the GPU.
 */
const built = await buildExtension('faults');
if (built === undefined) throw new Error('The build with faults failed.');
const extensionDir = resolve(built);
const mien = await useMien({ extensionDir, args: ['--enable-unsafe-webgpu'] });
const engine = engineLine(mien.control.page);

type Step = 'start' | 'read';
const NO_FAULT = (): Fault | undefined => undefined;
let order: (step: Step, backend: BackendName) => Fault | undefined = NO_FAULT;

await writeFile(join(extensionDir, 'fault-orders.json'), JSON.stringify({ url: mien.site.url('/orders') }));
mien.site.route('/orders', (request, response) => {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams;
  response.end(
    JSON.stringify({ fault: order(query.get('step') as Step, query.get('backend') as BackendName) }),
  );
});

/** Orders a fault for the first time that this step is done on this backend. */
function orderOnce(fault: Fault, onStep: Step, onBackend: BackendName): void {
  let isDone = false;
  order = (step, backend) => {
    if (isDone || step !== onStep || backend !== onBackend) return undefined;
    isDone = true;
    return fault;
  };
}

function orderAlways(fault: Fault, onStep: Step, onBackend: BackendName): void {
  order = (step, backend) => (step === onStep && backend === onBackend ? fault : undefined);
}

/** Pictures of one content are read once; bytes behind the end of the file make another content of the same picture. */
let pictures = 0;
const freshPicture = () => Buffer.concat([photoBytes('astronaut.png'), Buffer.from(`${pictures++}`)]);
const readFresh = () => engine.readBytes(freshPicture());

function settled() {
  return waitUntil(
    () => engine.ask('engineStatus'),
    ({ state }) => state !== 'starting',
    { deadline: 110_000 },
  );
}

beforeEach(async () => {
  await engine.ask('wakeEngine');
});
afterEach(async () => {
  order = NO_FAULT;
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
  it.each(['crash', 'vanish', 'throw'] as const)(
    'by chance (%s) is replaced, and the picture is read',
    async (fault) => {
      await settled();
      orderOnce(fault, 'read', 'wasm');
      expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm', faces: [{}] } });
    },
  );

  it('again and again costs one picture, and neither the next nor the engine', async () => {
    await settled();
    let deaths = 0;
    order = (step) => (step === 'read' && ++deaths <= 2 ? 'crash' : undefined);
    expect(await readFresh()).toMatchObject({
      ok: false,
      failure: 'engine',
      reason: expect.stringContaining('crash on order'),
    });
    expect(await readFresh()).toMatchObject({ ok: true, reading: { backend: 'wasm' } });
  });

  it('while many are read loses none of them', async () => {
    await settled();
    let reads = 0;
    order = (step) => (step === 'read' && ++reads === 2 ? 'vanish' : undefined);
    const outcomes = await Promise.all(Array.from({ length: 10 }, readFresh));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
  });

  it('by a kernel that hangs is ended, and the picture is read', async () => {
    await settled();
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
    order = (step) => (step === 'start' ? 'throw' : undefined);
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
