/**
 * How near to the limit the engine is: the networks alone at their best batch (the floor) beside the whole from encoded
 * picture to reading, and the time of each step. `npm run bench:limits -- [PHOTOS] [BACKEND] [ROUNDS]`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { openPage } from '../peers/browser.ts';
import { buildPages } from '../peers/build-pages.ts';
import { type BenchPicture, benchPictures } from '../peers/pictures.ts';
import type { BackendFlag } from '../peers/readers/reader.ts';
import { startBenchServer } from '../peers/server.ts';
import { median, round } from '../peers/statistics.ts';
import { readPlainly } from '../plain/read-plainly.ts';
import type { Steps } from './page/main.ts';

const BATCHES = [1, 2, 4, 8, 16];

const [folder = '../shared/data/photos', backend = 'wasm', rounds = '5'] = process.argv.slice(2);
const { pictures, source } = await benchPictures(folder);
const labelled = pictures.filter(({ faces }) => faces);
const built = await mkdtemp(join(tmpdir(), 'mien-limits-'));
try {
  console.log(`${backend}; ${source}; ${cpus().length} cores, ${cpus()[0]?.model}`);
  const { floor, faces, located, looks } = await steps();
  const whole = await throughput();
  console.log(
    `whole ${round(whole)} ms a picture, networks alone ${round(floor)} ms: ${round(whole / floor, 2)}` +
      ` (${round(faces, 2)} faces a picture, ${round(located, 2)} candidates, ${round(looks, 2)} looks; load of the machine at the end ${loadavg()[0]?.toFixed(1)})`,
  );
} finally {
  await rm(built, { recursive: true });
}

interface Floor {
  /** Milliseconds a picture that the networks would take at their best batches for what they were shown. */
  readonly floor: number;
  readonly faces: number;
  readonly located: number;
  readonly looks: number;
}

/** Prints the networks' times and those of each step; gives the floor. */
async function steps(): Promise<Floor> {
  await buildPages(built, join(import.meta.dirname, 'page'));
  const server = await startBenchServer(built);
  const { page, close } = await openPage(`${server.origin}/?backend=${backend}`, backend as BackendFlag);
  try {
    const sizes = await Promise.all(labelled.map(({ jpeg }) => sharp(jpeg).metadata()));
    const { table, detectorRows } = await page.evaluate(
      async ([batches, pictures]) => (await limits).networks(batches, pictures),
      [BATCHES, sizes.map(({ width, height }) => ({ width, height }))] as const,
    );
    console.table(
      Object.fromEntries(
        Object.entries(table).map(([name, row]) => [
          name,
          Object.fromEntries(Object.entries(row).map(([batch, ms]) => [`batch ${batch}`, round(ms, 2)])),
        ]),
      ),
    );
    const walks: Steps[] = [];
    for (const picture of inRounds()) {
      walks.push(await page.evaluate(async (url) => (await limits).walk(url), server.freshUrl(picture)));
    }
    printSteps(walks);
    const best = (name: string) => Math.min(...Object.values(table[name] ?? {}));
    const [faces, located, looks] = (['faces', 'located', 'looks'] as const).map((what) =>
      mean(walks.map((walk) => walk[what])),
    ) as [number, number, number];
    const floor = mean(detectorRows.map(best)) + located * best('landmarks') + looks * best('classifier');
    return { floor, faces, located, looks };
  } finally {
    await close();
    await server.close();
  }
}

function printSteps(walks: readonly Steps[]): void {
  const names = Object.keys(walks[0]?.steps ?? {});
  const rows = names.map((name) => {
    const times = walks.map(({ steps: each }) => each[name] ?? Number.NaN);
    return [name, { 'mean, ms': round(mean(times), 2), 'median, ms': round(median(times), 2) }];
  });
  console.table(Object.fromEntries(rows));
}

/**
 * The whole engine, with all its overlaps, on the same pictures: milliseconds a picture, the median of the rounds. As many rounds go
 * before, because the networks alone were warm too.
 */
async function throughput(): Promise<number> {
  const times: number[] = [];
  const step = 3 * labelled.length;
  const count = 2 * Number(rounds) * step;
  await readPlainly({ pictures: labelled, backend: backend as BackendFlag, count, step }, ({ read, ms }) => {
    if (read > count / 2) times.push(ms / step);
  });
  return median(times);
}

function inRounds(): BenchPicture[] {
  return Array.from({ length: Number(rounds) }, () => labelled).flat();
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
