import { WorkerChannel } from './worker-channel.ts';

async function awaitRelease(lock: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(lock, { signal, mode: 'shared' }, () => undefined);
}

/** A fresh worker for the engine. */
export function spawnWorker(): WorkerChannel {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new WorkerChannel(worker, awaitRelease);
}
