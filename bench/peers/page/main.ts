import type { BackendFlag, FoundFace, Reader } from '../readers/reader.ts';

/** Each library is a chunk of its own, so that a page loads the one that it measures. */
const CREATE: Readonly<Record<string, (backend: BackendFlag) => Promise<Reader>>> = {
  mien: async (backend) => (await import('../readers/mien.ts')).createReader(backend),
  human: async (backend) => (await import('../readers/human.ts')).createReader(backend),
  'face-api-tiny': async (backend) => (await import('../readers/face-api.ts')).createTinyReader(backend),
  'face-api-ssd': async (backend) => (await import('../readers/face-api.ts')).createSsdReader(backend),
};

/** What the measuring program calls in the page. Times are in milliseconds. */
export interface BenchPage {
  /** Reads one picture and says how long that took. */
  readOne(url: string): Promise<{ faces: readonly FoundFace[]; ms: number }>;
  /** Reads pictures as fast as the library can, and says how long all of them took and when each was done. */
  readAll(urls: readonly string[]): Promise<{ faces: number; ms: number; doneAt: readonly number[] }>;
}

const query = new URLSearchParams(location.search);
const library = query.get('library') ?? '';
const backend = (query.get('backend') ?? 'wasm') as BackendFlag;
/** Mien queues and batches what it is given; the others take one picture at a time. */
const READS_AT_ONCE = library === 'mien' ? 32 : 1;

/** Runs the work for every item, so many at once. */
async function forEach<Item>(items: readonly Item[], most: number, work: (item: Item) => Promise<void>) {
  const waiting = [...items];
  const runner = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: most }, runner));
}

async function makePage(): Promise<BenchPage> {
  const reader = await CREATE[library]?.(backend);
  if (!reader) throw new Error(`There is no library ${library}.`);
  const timed = async (url: string, start: number) => {
    const faces = await reader.read(url);
    return { faces, ms: performance.now() - start };
  };
  return {
    readOne: (url) => timed(url, performance.now()),
    readAll: async (urls) => {
      const start = performance.now();
      const doneAt: number[] = [];
      let faces = 0;
      await forEach(urls, READS_AT_ONCE, async (url) => {
        const result = await timed(url, start);
        faces += result.faces.length;
        doneAt.push(result.ms);
      });
      const ms = performance.now() - start;
      return { faces, ms, doneAt };
    },
  };
}

const first = query.get('first');
declare global {
  /** The page, and the milliseconds from its address being opened to the first picture being read. */
  var bench: Promise<{ page: BenchPage; coldStart: number }>;
}
globalThis.bench = makePage().then(async (page) => {
  if (first) await page.readOne(first);
  return { page, coldStart: performance.now() };
});
