import { channelTo } from '../../../src/engine/channel-to.ts';
import { Engine, WEB_PARTS } from '../../../src/engine/engine.ts';
import { makeWorker } from '../../../src/workers/make-worker.ts';
import { ENGINE_WORKER } from '../../../src/workers/worker-names.ts';
import type { BackendFlag } from '../../peers/readers/reader.ts';
import type { PlainReport } from '../read-plainly.ts';

const READ_AT_ONCE = 32;

const query = new URLSearchParams(location.search);
const pictures = query.getAll('picture');
const [count, step] = [Number(query.get('count')), Number(query.get('step'))];
const backend = query.get('backend') as BackendFlag;

async function tell(report: PlainReport): Promise<void> {
  await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
}

function makeEngine(): Engine {
  return new Engine({ ...WEB_PARTS, spawnWorker: () => channelTo(makeWorker(ENGINE_WORKER)) }, backend);
}

/** Reads so many pictures, each with bytes of its own, as fast as the engine can. */
async function readSome(engine: Engine, from: number, to: number): Promise<void> {
  let next = from;
  const reader = async () => {
    while (next < to) {
      const mark = next++;
      const url = `${location.origin}/pictures/${pictures[mark % pictures.length]}?${mark}`;
      const source = { kind: 'address', url, credentials: 'omit', reach: 'anywhere' } as const;
      const outcome = await engine.read({ id: `${mark}`, source, priority: 'visible' });
      if (!outcome.ok) throw new Error(outcome.reason);
      if (outcome.reading.backend !== backend) throw new Error(`It runs on ${outcome.reading.backend}.`);
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, reader));
}

async function run(): Promise<void> {
  if (count === 0) return await tell({ read: 0, weightBytes: 0, ms: 0 });
  const engine = makeEngine();
  await readSome(engine, 0, 1);
  const weightBytes = engine.accounts.tensors?.bytes ?? 0;
  await tell({ read: 1, weightBytes, ms: 0 });
  for (let read = step; read <= count; read += step) {
    const start = performance.now();
    await readSome(engine, read - step + 1, read + 1);
    await tell({ read, weightBytes, ms: performance.now() - start });
  }
}

void run().catch((error: unknown) => tell({ read: 0, weightBytes: 0, ms: 0, failure: String(error) }));
