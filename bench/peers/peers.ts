/**
 * Mien's engine beside @vladmandic/human and @vladmandic/face-api in one real Chromium: the same photos, the same backend,
 * each library set up for faces and expressions alone. `npm run bench -- --help` tells the options.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LibraryPage, openLibrary } from './browser.ts';
import { buildPages } from './build-pages.ts';
import {
  type ByLibrary,
  measureFaces,
  measureMemory,
  measurePhotos,
  measurePictures,
  measureStart,
} from './measure.ts';
import { type Library, type Options, readOptions } from './options.ts';
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

const options = readOptions(process.argv.slice(2));
const { pictures, source } = await benchPictures(options.photos);
const built = await mkdtemp(join(tmpdir(), 'mien-bench-'));
await buildPages(built);
const server = await startBenchServer(built);
const pages = new Map<Library, LibraryPage>();
try {
  const table = await measureAll(options, pages, server, pictures);
  await report(table, [...pages.values()][0]?.browserVersion);
} finally {
  for (const page of pages.values()) await page.close();
  await server.close();
  await rm(built, { recursive: true });
}

async function measureAll(
  chosen: Options,
  open: Map<Library, LibraryPage>,
  onServer: BenchServer,
  all: readonly BenchPicture[],
): Promise<Table> {
  const [first] = all;
  if (!first) throw new Error('There are no pictures.');
  const table: Table = {};
  const does = (part: Options['parts'][number]) => chosen.parts.includes(part);
  if (does('start')) Object.assign(table, await measureStart(chosen, onServer, first));
  for (const library of chosen.libraries) {
    open.set(library, await openLibrary(onServer, library, chosen.backend, onServer.freshUrl(first)));
  }
  if (does('photos')) Object.assign(table, await measurePhotos(chosen, open, onServer, all));
  if (does('faces')) Object.assign(table, await measureFaces(chosen, open, onServer));
  if (does('pictures')) Object.assign(table, await measurePictures(chosen, open, onServer, all));
  return Object.assign(table, await measureMemory(chosen, open));
}

async function report(table: Table, chromium: string | undefined): Promise<void> {
  const machine = `${cpus().length} cores, ${cpus()[0]?.model}`;
  const conditions = {
    backend:
      options.backend + (options.backend === 'wasm' ? '' : ' (on a machine without a GPU: in software)'),
    chromium,
    machine,
    'load at the end': loadavg()[0]?.toFixed(1),
    photos: source,
    rounds: options.rounds,
  };
  console.log(conditions);
  console.table(table, [...options.libraries]);
  await mkdir(options.out, { recursive: true });
  await writeFile(join(options.out, 'peers.json'), JSON.stringify({ conditions, table }, undefined, 2));
  const panels = PLOTTED.flatMap((title) => {
    const values = table[title] as ByLibrary<number> | undefined;
    return values ? [{ title, values }] : [];
  });
  await writeFile(join(options.out, 'peers.svg'), plot(`${options.backend}, ${machine}`, panels));
}
