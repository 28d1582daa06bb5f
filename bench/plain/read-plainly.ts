import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/lib/find-chromium.ts';
import { buildPages } from '../peers/build-pages.ts';
import type { BenchPicture } from '../peers/pictures.ts';
import type { BackendFlag } from '../peers/readers/reader.ts';
import { type BenchServer, startBenchServer } from '../peers/server.ts';

/** What the page tells the measuring program, and waits until that has looked at its process. */
export interface PlainReport {
  readonly read: number;
  /** Of the networks' weights, as the engine holds them. */
  readonly weightBytes: number;
  /** Since the report before, for the pictures since then. */
  readonly ms: number;
  readonly failure?: string;
}

/** What is to be read, and how often it is told. */
export interface PlainReading {
  readonly pictures: readonly BenchPicture[];
  readonly backend: BackendFlag;
  /** So many in all, after a first one; none opens an empty page. */
  readonly count: number;
  readonly step: number;
}

const SWITCHES = ['--headless=new', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** No step takes so long, in milliseconds. */
const DEADLINE = 120_000;

/**
 * Has the engine read pictures in a Chromium as people have it. Nobody drives it: DevTools hold the bytes of every picture that is
 * fetched, and are told of each request, which takes a millisecond of processor time a picture.
 *
 * @param onReport is told after the first picture and after each step, with the browser's profile
 */
export async function readPlainly(
  reading: PlainReading,
  onReport: (report: PlainReport, profile: string) => Promise<void> | void,
): Promise<void> {
  const [built, profile] = await Promise.all(
    ['pages', 'profile'].map((name) => mkdtemp(join(tmpdir(), `mien-plain-${name}-`))),
  );
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  const late = () => reject(new Error('The page told nothing for two minutes.'));
  let clock = setTimeout(late, DEADLINE);
  const server = await startBenchServer(built as string, async (text) => {
    clearTimeout(clock);
    clock = setTimeout(late, DEADLINE);
    const report = JSON.parse(text) as PlainReport;
    if (report.failure) return reject(new Error(report.failure));
    await onReport(report, profile as string);
    if (report.read + reading.step > reading.count) resolve();
  });
  await buildPages(built as string, join(import.meta.dirname, 'page'));
  const browser = open(profile as string, addressOf(server, reading), reading.backend);
  browser.once('exit', () => reject(new Error('The browser ended.')));
  try {
    await done;
  } finally {
    clearTimeout(clock);
    await ended(browser);
    await server.close();
    for (const folder of [built, profile] as string[]) {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

function open(profile: string, address: string, backend: BackendFlag): ChildProcess {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const graphics = backend === 'webgpu' ? ['--enable-unsafe-webgpu'] : [];
  const switches = [...SWITCHES, ...sandbox, ...graphics, `--user-data-dir=${profile}`];
  return spawn(findChromium() ?? 'chromium', [...switches, address], { stdio: 'ignore' });
}

function addressOf(server: BenchServer, { pictures, backend, count, step }: PlainReading): string {
  // Registered by asking for an address; the page makes others of it.
  for (const picture of pictures) server.freshUrl(picture);
  const query = new URLSearchParams({ backend, count: String(count), step: String(step) });
  for (const { name } of pictures) query.append('picture', name);
  return `${server.origin}/?${query}`;
}

async function ended(browser: ChildProcess): Promise<void> {
  const gone = once(browser, 'exit');
  browser.kill();
  await gone;
}
