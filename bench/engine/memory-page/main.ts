import { channelTo } from '../../../src/engine/channel-to.ts';
import { Engine, WEB_PARTS } from '../../../src/engine/engine.ts';
import { makeWorker } from '../../../src/workers/make-worker.ts';
import { ENGINE_WORKER } from '../../../src/workers/worker-names.ts';

/** What the page tells the measuring program, and waits until that has looked at its process. */
export interface MemoryReport {
  readonly read: number;
  /** Of the networks' weights, as the engine holds them. */
  readonly weightBytes: number;
  readonly ms: number;
}

const READ_AT_ONCE = 32;
const BETWEEN_REPORTS = 100;

const query = new URLSearchParams(location.search);
const pictures = query.getAll('picture');
const count = Number(query.get('count'));

async function tell(report: MemoryReport): Promise<void> {
  await fetch('/report', { method: 'POST', body: JSON.stringify(report) });
}

function makeEngine(): Engine {
  return new Engine({ ...WEB_PARTS, spawnWorker: () => channelTo(makeWorker(ENGINE_WORKER)) }, 'wasm');
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
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, reader));
}

/** Nobody drives this page: DevTools would hold the bytes of every picture that it fetches. */
async function run(): Promise<void> {
  if (count === 0) return await tell({ read: 0, weightBytes: 0, ms: 0 });
  const engine = makeEngine();
  await readSome(engine, 0, 1);
  const weightBytes = engine.accounts.tensors?.bytes ?? 0;
  await tell({ read: 1, weightBytes, ms: 0 });
  for (let read = BETWEEN_REPORTS; read <= count; read += BETWEEN_REPORTS) {
    const start = performance.now();
    await readSome(engine, read - BETWEEN_REPORTS + 1, read + 1);
    await tell({ read, weightBytes, ms: performance.now() - start });
  }
}

void run();
