import { channelTo } from '../../../src/engine/channel-to.ts';
import { Engine, WEB_PARTS } from '../../../src/engine/engine.ts';
import { makeWorker } from '../../../src/workers/make-worker.ts';
import { ENGINE_WORKER } from '../../../src/workers/worker-names.ts';
import type { BackendFlag, Reader } from './reader.ts';

/** Mien's engine as the offscreen document runs it: fetch, hash, decode, and a worker with the networks. */
export async function createReader(backend: BackendFlag): Promise<Reader> {
  const spawnWorker = () => channelTo(makeWorker(ENGINE_WORKER));
  const engine = new Engine({ ...WEB_PARTS, spawnWorker }, backend);
  engine.warmUp();
  let requests = 0;
  return {
    read: async (url) => {
      const source = { kind: 'address', url, credentials: 'omit', reach: 'anywhere' } as const;
      const outcome = await engine.read({ id: `${requests++}`, source, priority: 'visible' });
      if (!outcome.ok) throw new Error(outcome.reason);
      if (outcome.reading.backend !== backend) throw new Error(`It runs on ${outcome.reading.backend}.`);
      return outcome.reading.faces.map(({ box, expression }) => ({ ...box, expression }));
    },
  };
}
