import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ensureBuilt } from '../../../scripts/lib/ensure-built.ts';
import type { Fault, FaultStep } from '../../../src/engine/faults.ts';
import type { EngineStatus, ReadOutcome } from '../../../src/messaging/protocol.ts';
import type { BackendName } from '../../../src/vision/types.ts';
import { type EngineLine, engineLine } from './ask-engine.ts';
import { photoBytes } from './photos.ts';
import { type Mien, useMien } from './use-mien.ts';
import { waitUntil } from './wait-until.ts';

/** What is to go wrong at a step of the worker; nothing where it is undefined. */
export type Order = (step: FaultStep, backend: BackendName) => Fault | undefined;

export interface FaultyMien extends Mien {
  readonly extensionDir: string;
  readonly engine: EngineLine;
  /** Replaces all orders of before. */
  order(order: Order): void;
  /** Orders a fault for the first time that this step is done on this backend. */
  orderOnce(fault: Fault, onStep: FaultStep, onBackend: BackendName): void;
  orderAlways(fault: Fault, onStep: FaultStep, onBackend: BackendName): void;
  orderNothing(): void;
  /** Has the portrait read, under bytes that nobody has read before. */
  readFresh(): Promise<ReadOutcome>;
  /** The engine's status, once it has stopped starting. */
  settled(): Promise<EngineStatus>;
  /** Waits until the engine has let go of every request. */
  expectNothingOpen(): Promise<void>;
}

/**
 * The engine under faults that cannot be made from outside: a build of its own asks the test, before each step, what is to
 * go wrong. SwiftShader stands for the GPU.
 */
export async function useFaultyMien(): Promise<FaultyMien> {
  const extensionDir = resolve(await ensureBuilt('faults'));
  const mien = await useMien({ extensionDir, args: ['--enable-unsafe-webgpu'] });
  const engine = engineLine(mien.control.page);
  const orderNothing: Order = () => undefined;
  let current = orderNothing;
  await writeFile(join(extensionDir, 'fault-orders.json'), JSON.stringify({ url: mien.site.url('/orders') }));
  mien.site.route('/orders', (request, response) => {
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const fault = current(query.get('step') as FaultStep, query.get('backend') as BackendName);
    response.end(JSON.stringify({ fault }));
  });
  const order = (next: Order) => {
    current = next;
  };
  let pictures = 0;
  return {
    ...mien,
    extensionDir,
    engine,
    order,
    orderOnce: (fault, onStep, onBackend) => {
      let isDone = false;
      order((step, backend) => {
        if (isDone || step !== onStep || backend !== onBackend) return undefined;
        isDone = true;
        return fault;
      });
    },
    orderAlways: (fault, onStep, onBackend) =>
      order((step, backend) => (step === onStep && backend === onBackend ? fault : undefined)),
    orderNothing: () => order(orderNothing),
    // Pictures of one content are read once; bytes behind the end of the file make another content of the same picture.
    readFresh: () =>
      engine.readBytes(Buffer.concat([photoBytes('astronaut.png'), Buffer.from(`fresh ${pictures++}`)])),
    settled: () =>
      waitUntil(
        () => engine.ask('engineStatus'),
        ({ state }) => state !== 'starting',
        { deadline: 150_000 },
      ),
    expectNothingOpen: async () => {
      await waitUntil(
        () => engine.ask('engineAccounts'),
        ({ openRequests }) => openRequests === 0,
        { deadline: 5000 },
      );
    },
  };
}
