import { WorkerChannel } from './worker-channel.ts';

async function awaitRelease(lock: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(lock, { signal, mode: 'shared' }, () => undefined);
}

/** A channel to a fresh worker of the engine. */
export function channelTo(worker: Worker): WorkerChannel {
  return new WorkerChannel(worker, awaitRelease);
}
