/**
 * How soon the engine gives its first reading, and how many it gives a second: the built extension in a headless Chromium,
 * on the six photos of @vladmandic/face-api's demo. `npm run bench:engine -- RUNS BACKEND`; build first.
 */
import { readFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { launchExtension } from '../../scripts/lib/launch-extension.ts';
import { type EngineLine, engineLine } from '../../tests/extension/harness/ask-engine.ts';

const PHOTOS = ['sample1', 'sample2', 'sample3', 'sample4', 'sample5', 'sample6'];
const ROUNDS = 3;

interface Run {
  readonly 'document, ms': number;
  readonly 'until the networks run, ms': number;
  readonly 'first reading, ms': number;
  readonly 'readings a second': number;
  readonly 'faces a second': number;
}

async function photo(name: string): Promise<Buffer> {
  return await readFile(resolve('node_modules', '@vladmandic', 'face-api', 'demo', `${name}.jpg`));
}

/** Bytes behind the end of a JPEG make another content of the same picture, which no cache knows. */
function fresh(bytes: Buffer, mark: string): Buffer {
  return Buffer.concat([bytes, Buffer.from(mark)]);
}

/** Makes the offscreen document and has one photo read, in a browser that has done nothing yet. */
async function coldStart(page: Page, engine: EngineLine, backend: string, first: Buffer) {
  const start = performance.now();
  await page.evaluate(
    (choice) =>
      chrome.offscreen.createDocument({
        url: `offscreen.html?backend=${choice}`,
        reasons: [chrome.offscreen.Reason.WORKERS],
        justification: 'benchmark',
      }),
    backend,
  );
  const document = performance.now() - start;
  const outcome = await engine.readBytes(first);
  const reading = performance.now() - start;
  if (!outcome.ok) throw new Error(outcome.reason);
  return {
    document,
    reading,
    spent: Object.values(outcome.reading.timings).reduce((sum, each) => sum + each),
  };
}

async function throughput(engine: EngineLine, photos: readonly Buffer[]) {
  const pictures = Array.from({ length: ROUNDS }, (_, round) =>
    photos.map((bytes) => fresh(bytes, `round ${round}`)),
  ).flat();
  const start = performance.now();
  const outcomes = await Promise.all(pictures.map((bytes) => engine.readBytes(bytes)));
  const seconds = (performance.now() - start) / 1000;
  const faces = outcomes.reduce((sum, outcome) => sum + (outcome.ok ? outcome.reading.faces.length : 0), 0);
  if (!outcomes.every(({ ok }) => ok)) throw new Error('Not every photo was read.');
  return { readings: pictures.length / seconds, faces: faces / seconds };
}

async function measure(backend: string, photos: readonly Buffer[]): Promise<Run> {
  const browser = await launchExtension({ extensionDir: resolve('.output', 'chrome-mv3') });
  try {
    const page = await browser.context.newPage();
    await page.goto(`chrome-extension://${browser.extensionId}/manifest.json`);
    const engine = engineLine(page);
    const cold = await coldStart(page, engine, backend, photos[0] as Buffer);
    const { readings, faces } = await throughput(engine, photos);
    return {
      'document, ms': Math.round(cold.document),
      'until the networks run, ms': Math.round(cold.reading - cold.spent),
      'first reading, ms': Math.round(cold.reading),
      'readings a second': Number(readings.toFixed(2)),
      'faces a second': Number(faces.toFixed(2)),
    };
  } finally {
    await browser.close();
  }
}

const [runs = '3', backend = 'wasm'] = process.argv.slice(2);
const photos = await Promise.all(PHOTOS.map(photo));
const table: Run[] = [];
for (let i = 0; i < Number(runs); i++) table.push(await measure(backend, photos));
const load = loadavg()[0]?.toFixed(1);
console.log(
  `${backend}; ${cpus().length} cores, ${cpus()[0]?.model}; load of the machine at the end: ${load}`,
);
console.table(table);
