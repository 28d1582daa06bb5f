import { accuracyOf } from './accuracy.ts';
import type { LibraryPage, OpenLibrary } from './library-page.ts';
import type { Library, Options } from './options.ts';
import { type BenchPicture, collage } from './pictures.ts';
import type { BenchServer } from './server.ts';
import { median, quantile, round } from './statistics.ts';

export type Pages = ReadonlyMap<Library, LibraryPage>;

/** One measurement by each library. */
export type ByLibrary<Result> = Partial<Record<Library, Result>>;

const KILOBYTE = 1024;

/** Calls the libraries one after the other, in each round another one first, so that noise falls on all alike. */
async function takeTurns(
  libraries: readonly Library[],
  rounds: number,
  work: (library: Library) => Promise<void>,
): Promise<void> {
  for (let turn = 0; turn < rounds; turn++) {
    for (let place = 0; place < libraries.length; place++) {
      const library = libraries[(turn + place) % libraries.length];
      if (library) await work(library);
    }
  }
}

function listsFor(libraries: readonly Library[]): Map<Library, number[]> {
  return new Map(libraries.map((library) => [library, []]));
}

function summarise<Result>(
  lists: ReadonlyMap<Library, readonly number[]>,
  make: (numbers: readonly number[]) => Result,
): ByLibrary<Result> {
  return Object.fromEntries([...lists].map(([library, numbers]) => [library, make(numbers)]));
}

/** From the page's address to the first reading, in a fresh process; and the bytes of code and weights that it took. */
export async function measureStart(
  { libraries, backend, rounds }: Options,
  server: BenchServer,
  first: BenchPicture,
  openLibrary: OpenLibrary,
) {
  const times = listsFor(libraries);
  const bytes = listsFor(libraries);
  await takeTurns(libraries, rounds, async (library) => {
    server.takeBytesSent();
    const page = await openLibrary(server, library, backend, server.freshUrl(first));
    times.get(library)?.push(page.coldStart);
    bytes.get(library)?.push(server.takeBytesSent() / KILOBYTE);
    await page.close();
  });
  return {
    'cold start to first reading, ms': summarise(times, (list) => round(median(list), 0)),
    'code and weights, kB': summarise(bytes, (list) => round(median(list), 0)),
  };
}

/** All photos are read so often in one go that a hiccup of the machine does not decide. */
const TIMES_IN_A_ROUND = 3;

/** Reads each photo alone for the latency, and all of them at once for the throughput. */
export async function measurePhotos(
  { libraries, rounds }: Options,
  pages: Pages,
  server: BenchServer,
  pictures: readonly BenchPicture[],
) {
  const labelled = pictures.filter(({ faces }) => faces);
  const latencies = listsFor(libraries);
  const imagesPerSecond = listsFor(libraries);
  const facesPerSecond = listsFor(libraries);
  const processorTimes = listsFor(libraries);
  const many = Array.from({ length: TIMES_IN_A_ROUND }, () => labelled).flat();
  await takeTurns(libraries, rounds, async (library) => {
    const page = pages.get(library);
    if (!page) return;
    for (const picture of labelled) {
      latencies.get(library)?.push((await page.readOne(server.freshUrl(picture))).ms);
    }
    const before = await page.processorTime();
    const { ms, faces } = await page.readAll(many.map(server.freshUrl));
    const spent = ((await page.processorTime()) ?? Number.NaN) - (before ?? Number.NaN);
    processorTimes.get(library)?.push(spent / many.length);
    imagesPerSecond.get(library)?.push((many.length * 1000) / ms);
    facesPerSecond.get(library)?.push((faces * 1000) / ms);
  });
  return {
    'images a second': summarise(imagesPerSecond, (list) => round(median(list), 2)),
    'faces a second': summarise(facesPerSecond, (list) => round(median(list), 1)),
    'Mien over it, images a second': summarise(imagesPerSecond, (list) =>
      round(median(ratios(imagesPerSecond.get('mien') ?? [], list)), 2),
    ),
    'processor time a picture, ms': summarise(processorTimes, (list) => round(median(list), 1)),
    'latency, median, ms': summarise(latencies, (list) => round(median(list), 0)),
    'latency, 95 of 100, ms': summarise(latencies, (list) => round(quantile(list, 0.95), 0)),
    ...(await countFaces(libraries, pages, server, pictures)),
  };
}

/** Round for round: what disturbs a round disturbs both. */
function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return theirs.map((number, index) => (ours[index] ?? Number.NaN) / number);
}

async function countFaces(
  libraries: readonly Library[],
  pages: Pages,
  server: BenchServer,
  pictures: readonly BenchPicture[],
) {
  const rows: Record<string, ByLibrary<number>> = {};
  for (const library of libraries) {
    const labelled: { found: readonly Box[]; truth: readonly Box[] }[] = [];
    for (const picture of pictures) {
      const { faces = [] } = (await pages.get(library)?.readOne(server.freshUrl(picture))) ?? {};
      if (picture.faces) labelled.push({ found: faces, truth: picture.faces });
      else set(rows, `boxes in ${picture.name}`, library, faces.length);
    }
    const truths = labelled.reduce((sum, { truth }) => sum + truth.length, 0);
    const accuracy = accuracyOf(labelled);
    set(rows, `found of ${truths}`, library, accuracy.found);
    set(rows, 'false', library, accuracy.false);
  }
  return rows;
}

type Box = NonNullable<BenchPicture['faces']>[number];

function set(rows: Record<string, ByLibrary<number>>, row: string, library: Library, value: number): void {
  rows[row] = { ...rows[row], [library]: value };
}

/** What a picture costs that shows more and more faces. */
export async function measureFaces({ libraries, rounds }: Options, pages: Pages, server: BenchServer) {
  const rows: Record<string, ByLibrary<number | string>> = {};
  for (const faces of [1, 4, 16, 64]) {
    const picture = await collage(faces);
    const times = listsFor(libraries);
    const found: ByLibrary<number> = {};
    await takeTurns(libraries, rounds, async (library) => {
      const result = await pages.get(library)?.readOne(server.freshUrl(picture));
      if (!result) return;
      times.get(library)?.push(result.ms);
      found[library] = result.faces.length;
    });
    rows[`${faces} in a picture, ms`] = summarise(times, (list) => round(median(list), 0));
    rows[`${faces} in a picture, found`] = found;
  }
  return rows;
}

/** What a picture costs as more and more are handed over, and whether the last are read as fast as the first. */
export async function measurePictures(
  { libraries, thousand }: Options,
  pages: Pages,
  server: BenchServer,
  pictures: readonly BenchPicture[],
) {
  const labelled = pictures.filter(({ faces }) => faces);
  const rows: Record<string, ByLibrary<number | undefined>> = {};
  for (const count of thousand ? [1, 10, 100, 1000] : [1, 10, 100]) {
    for (const library of libraries) {
      const page = pages.get(library);
      if (!page) continue;
      const urls = Array.from({ length: count }, (_, index) =>
        server.freshUrl(labelled[index % labelled.length] as BenchPicture),
      );
      const { ms, doneAt } = await page.readAll(urls);
      set(
        rows as Record<string, ByLibrary<number>>,
        `${count} pictures, ms each`,
        library,
        round(ms / count, 1),
      );
      if (count < 1000) continue;
      const pace = (doneAt[99] ?? Number.NaN) / (ms - (doneAt[899] ?? Number.NaN));
      set(rows as Record<string, ByLibrary<number>>, 'last 100 over first 100', library, round(pace, 2));
    }
  }
  return rows;
}

/**
 * Memory of each library's process, in megabytes.
 *
 * @param empty what such a process holds that does nothing
 */
export async function measureMemory(pages: Pages, empty: number | undefined) {
  const peak: ByLibrary<number | undefined> = {};
  const now: ByLibrary<number | undefined> = {};
  const own: ByLibrary<number | undefined> = {};
  for (const [library, page] of pages) {
    peak[library] = await page.peakMemory();
    now[library] = await page.memory();
    const held = await page.ownMemory();
    own[library] = held === undefined || empty === undefined ? undefined : held - empty;
  }
  return {
    'peak memory of the process, MB': peak,
    'memory at the end, MB': now,
    'at the end over an empty page, MB': own,
  };
}
