/**
 * Do tfjs and PyTorch say the same of the shipped network? In a real Chromium, on WASM, WebGL, WebGPU and the CPU backend:
 *
 *     python -m training.known_answers --data ../shared/data/fer2013 --faces 1000 --out .cache/known-answers.json
 *     npm run bench:agreement -- --answers .cache/known-answers.json [--backends wasm,webgl] [--json FILE]
 *
 * Without `--answers` it takes the 16 drawn faces of the tests. Fails where a probability differs by 2e-3 or more. Without a
 * GPU Chromium computes WebGL and WebGPU on the processor: 1,000 faces then take some minutes.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { findChromium } from '../../scripts/lib/find-chromium.ts';
import { CLASSIFIER } from '../../src/vision/model-manifest.ts';
import type { BackendName } from '../../src/vision/types.ts';
import type { AgreementPage } from './agreement-page.ts';

/** What training/known_answers.py writes. */
interface KnownAnswers {
  readonly weightsSha256: string;
  readonly shape: readonly [faces: number, height: number, width: number];
  readonly inputs: string;
  readonly probabilities: readonly (readonly number[])[];
}

interface Agreement {
  readonly backend: string;
  readonly faces: number;
  /** Largest and mean difference of a probability. */
  readonly largest: number;
  readonly mean: number;
  readonly sameLabel: number;
}

const TFJS = ['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
  (name) => `@tensorflow/tfjs-${name}`,
);
const TOLERANCE = 2e-3;
const FACES_AT_ONCE = 16;

declare const agreementPage: AgreementPage;

const { values: options } = parseArgs({
  options: {
    answers: { type: 'string', default: 'tests/fixtures/expression-known-answers.json' },
    backends: { type: 'string', default: 'wasm,webgl,webgpu,cpu' },
    json: { type: 'string' },
  },
});
const answers = await readAnswers(options.answers);
const results = await inChromium(async (page) => {
  const found: Agreement[] = [];
  for (const backend of options.backends.split(',')) {
    const result = await compare(page, backend as BackendName);
    const { faces, largest, mean, sameLabel } = result;
    console.log(
      `${backend.padEnd(7)} ${faces} faces: largest difference ${largest.toExponential(1)}, mean ${mean.toExponential(1)}, same label ${sameLabel}`,
    );
    found.push(result);
  }
  return found;
});
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
if (results.some(({ largest }) => !(largest < TOLERANCE))) {
  console.error(`A probability differs by ${TOLERANCE} or more.`);
  process.exitCode = 1;
}

async function readAnswers(path: string): Promise<KnownAnswers> {
  const answers = JSON.parse(await readFile(path, 'utf8')) as KnownAnswers;
  if (answers.weightsSha256 !== CLASSIFIER.files.weights.sha256) {
    throw new Error(`${path} is about other weights than those that ship: make it again.`);
  }
  return answers;
}

/** The page and the networks come from a loopback server that transforms the sources as the build does. */
async function inChromium<Result>(work: (page: Page) => Promise<Result>): Promise<Result> {
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    // Named here, because one that is found only while the page runs reloads it.
    optimizeDeps: { include: TFJS },
    server: { host: '127.0.0.1', port: 0, watch: null },
    plugins: [{ name: 'page', configureServer: serveBlankPage }],
  });
  const executablePath = findChromium();
  try {
    await server.listen();
    const browser = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: ['--no-sandbox', '--disable-quic', '--enable-unsafe-webgpu'],
    });
    try {
      const page = await browser.newPage();
      await page.goto(server.resolvedUrls?.local[0] ?? '');
      await page.waitForFunction(() => 'agreementPage' in globalThis, undefined, { timeout: 120_000 });
      return await work(page);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}

function serveBlankPage({ middlewares }: import('vite').ViteDevServer): void {
  middlewares.use('/', (request, response, next) => {
    if (request.url !== '/') return next();
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><script type="module" src="/bench/classifier/agreement-page.ts"></script>');
  });
}

async function compare(page: Page, backend: BackendName): Promise<Agreement> {
  await page.evaluate((name) => agreementPage.start(name), backend);
  const [faces, height, width] = answers.shape;
  const pixels = Buffer.from(answers.inputs, 'base64');
  let [largest, total, sameLabel] = [0, 0, 0];
  for (let start = 0; start < faces; start += FACES_AT_ONCE) {
    const count = Math.min(FACES_AT_ONCE, faces - start);
    const bytes = pixels.subarray(start * height * width, (start + count) * height * width);
    const said = await page.evaluate(([crops, number]) => agreementPage.probabilities(crops, number), [
      bytes.toString('base64'),
      count,
    ] as const);
    for (const [index, row] of said.entries()) {
      const expected = answers.probabilities[start + index] ?? [];
      const differences = expected.map((value, label) => Math.abs(value - (row[label] ?? Number.NaN)));
      largest = Math.max(largest, ...differences);
      total += differences.reduce((sum, each) => sum + each, 0) / differences.length;
      if (highest(expected) === highest(row)) sameLabel += 1;
    }
  }
  return { backend, faces, largest, mean: total / faces, sameLabel };
}

function highest(row: readonly number[]): number {
  return row.indexOf(Math.max(...row));
}
