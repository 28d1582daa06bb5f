import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../../src/web/reason-of.ts';
import { describeMachine } from '../lib/machine.ts';
import type { LibraryPage, OpenLibrary } from './library-page.ts';
import {
  type ByLibrary,
  measureFaces,
  measureMemory,
  measurePhotos,
  measurePictures,
  measureStart,
} from './measure.ts';
import type { Library, Options, Part } from './options.ts';
import { type BenchPicture, benchPictures } from './pictures.ts';
import { plot } from './plot.ts';
import { type BenchServer, startBenchServer } from './server.ts';

type Table = Record<string, ByLibrary<number | string | undefined>>;

const PLOTTED = [
  'images a second',
  'faces a second',
  'latency, median, ms',
  'cold start to first reading, ms',
  '64 in a picture, ms',
  'peak memory of the process, MB',
];

/** Where the libraries run. */
export interface Place {
  readonly openLibrary: OpenLibrary;
  /** What a process holds in which none of them runs. */
  readonly emptyMemory: () => Promise<number | undefined>;
  /** Folder of the built pages, where there are any. */
  readonly pages: string;
  /** What a reader of the table must know of the place. */
  readonly remarks: readonly string[];
}

/**
 * Measures all libraries that start, prints the table, and writes `peers.json` and `peers.svg`, anew after each part: what
 * was measured stays where a later part fails.
 *
 * @throws at the end, where a library did not start or a part failed
 */
export async function runPeers(options: Options, place: Place): Promise<void> {
  const { pictures, source } = await benchPictures(options.photos);
  const [first] = pictures;
  if (!first) throw new Error('There are no pictures.');
  const server = await startBenchServer(place.pages);
  const pages = new Map<Library, LibraryPage>();
  const failures: string[] = [];
  const tried = async (what: string, work: () => Promise<void>) => {
    await work().catch((error) => failures.push(`${what}: ${reasonOf(error)}`));
  };
  try {
    for (const library of options.libraries) {
      await tried(library, async () => {
        const page = await place.openLibrary(server, library, options.backend, server.freshUrl(first));
        pages.set(library, page);
      });
    }
    const table: Table = {};
    const runsIn = [...pages.values()][0]?.runsIn;
    const conditions = () => ({
      backend: options.backend,
      'runs in': runsIn,
      ...describeMachine(),
      photos: source,
      rounds: options.rounds,
      remarks: place.remarks,
      failures,
    });
    const parts = partsOf({ ...options, libraries: [...pages.keys()] }, place, server, pages, pictures);
    for (const { name, measure } of parts) {
      await tried(name, async () => void Object.assign(table, await measure()));
      await write(options, conditions(), table);
    }
    console.log(conditions());
    console.table(table, [...pages.keys()]);
  } finally {
    for (const page of pages.values()) await page.close();
    await server.close();
  }
  if (failures.length > 0) throw new Error(failures.join('\n'));
}

interface Measured {
  readonly name: Part | 'memory';
  readonly measure: () => Promise<Table>;
}

function partsOf(
  options: Options,
  { openLibrary, emptyMemory }: Place,
  server: BenchServer,
  pages: ReadonlyMap<Library, LibraryPage>,
  pictures: readonly BenchPicture[],
): Measured[] {
  const first = pictures[0] as BenchPicture;
  const all: Measured[] = [
    { name: 'start', measure: () => measureStart(options, server, first, openLibrary) },
    { name: 'photos', measure: () => measurePhotos(options, pages, server, pictures) },
    { name: 'faces', measure: () => measureFaces(options, pages, server) },
    { name: 'pictures', measure: () => measurePictures(options, pages, server, pictures) },
    { name: 'memory', measure: async () => await measureMemory(pages, await emptyMemory()) },
  ];
  return all.filter(({ name }) => name === 'memory' || options.parts.includes(name));
}

async function write({ out, backend }: Options, conditions: object, table: Table): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'peers.json'), JSON.stringify({ conditions, table }, undefined, 2));
  const panels = PLOTTED.flatMap((title) => {
    const values = table[title] as ByLibrary<number> | undefined;
    return values ? [{ title, values }] : [];
  });
  const { cores, processor } = describeMachine();
  await writeFile(join(out, 'peers.svg'), plot(`${backend}, ${cores} cores, ${processor}`, panels));
}
