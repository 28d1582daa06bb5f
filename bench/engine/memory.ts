/**
 * What the engine's process holds while it reads many pictures without a pause: `npm run bench:memory -- [PICTURES] [FOLDER]`.
 * A plain Chromium without DevTools, which would hold the bytes of every picture that is fetched. Linux alone tells it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../scripts/lib/find-chromium.ts';
import { describeMachine } from '../lib/machine.ts';
import { megabytesOf, OWN } from '../lib/process-memory.ts';
import { buildPages } from '../peers/build-pages.ts';
import { benchPictures } from '../peers/pictures.ts';
import { type BenchServer, startBenchServer } from '../peers/server.ts';
import type { MemoryReport } from './memory-page/main.ts';

const MEGABYTE = 1024 * 1024;
const SWITCHES = ['--headless=new', '--disable-quic', '--no-first-run', '--disable-background-networking'];

const [count = '1000', folder = '../shared/data/photos'] = process.argv.slice(2);
const { pictures, source } = await benchPictures(folder);
const labelled = pictures.filter(({ faces }) => faces);
const built = await mkdtemp(join(tmpdir(), 'mien-memory-'));
try {
  await buildPages(built, join(import.meta.dirname, 'memory-page'));
  const [empty] = await reportsOf(0);
  const reports = await reportsOf(Number(count));
  const { cores, processor, load } = describeMachine();
  console.log(`${source}; ${cores} cores, ${processor}; load at the end ${load}`);
  console.log(`an empty page: ${empty?.own.toFixed(0)} MB`);
  console.table(reports.map((report) => rowOf(report, empty?.own ?? Number.NaN)));
} finally {
  await rm(built, { recursive: true });
}

interface Sample extends MemoryReport {
  /** Megabytes of the page's process. */
  readonly own: number;
}

function rowOf({ read, ms, own, weightBytes }: Sample, empty: number) {
  return {
    'pictures read': read,
    'ms a picture': read > 1 ? Math.round(ms) / 100 : undefined,
    'own memory, MB': Math.round(own),
    'over an empty page, MB': Math.round(own - empty),
    'over the weights too, MB': Math.round(own - empty - weightBytes / MEGABYTE),
  };
}

/** Opens the page in a browser of its own and has it read so many pictures. */
async function reportsOf(pictureCount: number): Promise<Sample[]> {
  const profile = await mkdtemp(join(tmpdir(), 'mien-memory-profile-'));
  const samples: Sample[] = [];
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  const server = await startBenchServer(built, async (text) => {
    const report = JSON.parse(text) as MemoryReport;
    samples.push({ ...report, own: await ownMemory(profile) });
    if (report.read >= pictureCount) resolve();
  });
  const browser = spawn(findChromium() ?? 'chromium', switchesFor(profile, addressOf(server, pictureCount)), {
    stdio: 'ignore',
  });
  browser.once('exit', () => reject(new Error('The browser ended.')));
  try {
    await done;
    return samples;
  } finally {
    await ended(browser);
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function switchesFor(profile: string, address: string): string[] {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...SWITCHES, ...sandbox, `--user-data-dir=${profile}`, address];
}

function addressOf(server: BenchServer, pictureCount: number): string {
  // Registered by asking for an address; the page makes others of it.
  for (const picture of labelled) server.freshUrl(picture);
  const query = new URLSearchParams({ count: String(pictureCount) });
  for (const { name } of labelled) query.append('picture', name);
  return `${server.origin}/?${query}`;
}

async function ended(browser: ChildProcess): Promise<void> {
  const gone = once(browser, 'exit');
  browser.kill();
  await gone;
}

/** Of the largest renderer of the browser with this profile: it keeps an empty one ready beside the page's. */
async function ownMemory(profile: string): Promise<number> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const sizes = await Promise.all(processes.map((pid) => rendererMemory(pid, profile)));
  return Math.max(...sizes);
}

async function rendererMemory(pid: string, profile: string): Promise<number> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes('--type=renderer') || !command.includes(profile)) return 0;
  return await megabytesOf(Number(pid), OWN);
}
