import type { Library } from './options.ts';
import type { FoundFace, Reader } from './readers/reader.ts';

/** What the measuring program asks of a library. Times are in milliseconds. */
export interface BenchPage {
  /** Reads one picture and says how long that took. */
  readOne(url: string): Promise<{ faces: readonly FoundFace[]; ms: number }>;
  /** Reads pictures as fast as the library can, and says how long all of them took and when each was done. */
  readAll(urls: readonly string[]): Promise<{ faces: number; ms: number; doneAt: readonly number[] }>;
}

/** Mien queues and batches what it is given; the others take one picture at a time. */
function readsAtOnce(library: Library): number {
  return library === 'mien' ? 32 : 1;
}

/** Runs the work for every item, so many at once. */
async function forEach<Item>(items: readonly Item[], most: number, work: (item: Item) => Promise<void>) {
  const waiting = [...items];
  const runner = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: most }, runner));
}

/** Puts a library's reader under the clock. */
export function underTheClock(library: Library, reader: Reader): BenchPage {
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
      await forEach(urls, readsAtOnce(library), async (url) => {
        const result = await timed(url, start);
        faces += result.faces.length;
        doneAt.push(result.ms);
      });
      return { faces, ms: performance.now() - start, doneAt };
    },
  };
}
