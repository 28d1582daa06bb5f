/**
 * What the engine's process holds while it reads many pictures without a pause: `npm run bench:memory -- [PICTURES] [FOLDER]`.
 * Linux alone tells it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { describeMachine } from '../lib/machine.ts';
import { megabytesOf, OWN } from '../lib/process-memory.ts';
import { benchPictures } from '../peers/pictures.ts';
import { type PlainReport, readPlainly } from '../plain/read-plainly.ts';

const MEGABYTE = 1024 * 1024;
const STEP = 100;

const [count = '1000', folder = '../shared/data/photos'] = process.argv.slice(2);
const { pictures, source } = await benchPictures(folder);
const labelled = pictures.filter(({ faces }) => faces);
const [empty] = await samplesOf(0);
const samples = await samplesOf(Number(count));
const { cores, processor, load } = describeMachine();
console.log(`${source}; ${cores} cores, ${processor}; load at the end ${load}`);
console.log(`an empty page: ${empty?.own.toFixed(0)} MB`);
console.table(samples.map((sample) => rowOf(sample, empty?.own ?? Number.NaN)));

interface Sample extends PlainReport {
  /** Megabytes of the page's process. */
  readonly own: number;
}

function rowOf({ read, ms, own, weightBytes }: Sample, empty: number) {
  return {
    'pictures read': read,
    'ms a picture': read > 1 ? Math.round((ms / STEP) * 100) / 100 : undefined,
    'own memory, MB': Math.round(own),
    'over an empty page, MB': Math.round(own - empty),
    'over the weights too, MB': Math.round(own - empty - weightBytes / MEGABYTE),
  };
}

async function samplesOf(pictureCount: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const reading = { pictures: labelled, backend: 'wasm', count: pictureCount, step: STEP } as const;
  await readPlainly(reading, async (report, profile) => {
    samples.push({ ...report, own: await ownMemory(profile) });
  });
  return samples;
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
