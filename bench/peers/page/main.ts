import { type BenchPage, underTheClock } from '../bench-page.ts';
import type { Library } from '../options.ts';
import type { BackendFlag, Reader } from '../readers/reader.ts';

/** Each library is a chunk of its own, so that a page loads the one that it measures. */
const CREATE: Readonly<Record<Library, (backend: BackendFlag) => Promise<Reader>>> = {
  mien: async (backend) => (await import('../readers/mien.ts')).createReader(backend),
  human: async (backend) => (await import('../readers/human.ts')).createReader(backend),
  'face-api-tiny': async (backend) => (await import('../readers/face-api.ts')).createTinyReader(backend),
  'face-api-ssd': async (backend) => (await import('../readers/face-api.ts')).createSsdReader(backend),
};

const query = new URLSearchParams(location.search);
const library = (query.get('library') ?? 'mien') as Library;
const backend = (query.get('backend') ?? 'wasm') as BackendFlag;
const first = query.get('first');

async function makePage(): Promise<{ page: BenchPage; coldStart: number }> {
  const page = underTheClock(library, await CREATE[library](backend));
  if (first) await page.readOne(first);
  return { page, coldStart: performance.now() };
}

declare global {
  /** The page, and the milliseconds from its address being opened to the first picture being read. */
  var bench: Promise<{ page: BenchPage; coldStart: number }>;
}
globalThis.bench = makePage();
