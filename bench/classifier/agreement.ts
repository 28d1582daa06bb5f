/**
 * Do tfjs and PyTorch say the same of the shipped network? In a real Chromium, on WASM, WebGL, WebGPU and the CPU backend:
 *
 *     python -m training.known_answers --data ../shared/data/fer2013 --faces 1000 --out .cache/known-answers.json
 *     npm run bench:agreement -- --answers .cache/known-answers.json [--backends wasm,webgl] [--json FILE]
 *
 * Without `--answers` it takes the 16 drawn faces of the tests. Fails where a probability differs by 2e-3 or more. Without a
 * GPU Chromium computes WebGL and WebGPU on the processor: 1,000 faces then take some minutes.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { createServer } from 'vite';
import { findChromium } from '../../scripts/lib/find-chromium.ts';
import type { BackendName } from '../../src/vision/types.ts';
import type { AgreementPage } from './agreement-page.ts';
import {
  type Agreement,
  compareAnswers,
  DRAWN_ANSWERS,
  describeAgreement,
  readAnswers,
  TOLERANCE,
} from './compare-answers.ts';

const TFJS = ['core', 'backend-cpu', 'backend-wasm', 'backend-webgl', 'backend-webgpu'].map(
  (name) => `@tensorflow/tfjs-${name}`,
);

declare const agreementPage: AgreementPage;

const { values: options } = parseArgs({
  options: {
    answers: { type: 'string', default: DRAWN_ANSWERS },
    backends: { type: 'string', default: 'wasm,webgl,webgpu,cpu' },
    json: { type: 'string' },
  },
});
const answers = await readAnswers(options.answers);
const results = await inChromium(async (page) => {
  const found: (Agreement & { backend: string })[] = [];
  for (const backend of options.backends.split(',')) {
    const agreement = await compare(page, backend as BackendName);
    console.log(`${backend.padEnd(7)} ${describeAgreement(agreement)}`);
    found.push({ backend, ...agreement });
  }
  return found;
});
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
if (results.some(({ largest }) => !(largest < TOLERANCE))) {
  console.error(`A probability differs by ${TOLERANCE} or more.`);
  process.exitCode = 1;
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
  return await compareAnswers(answers, (grays, faces) => {
    const bytes = Buffer.from(grays).toString('base64');
    return page.evaluate(([crops, count]) => agreementPage.probabilities(crops, count), [
      bytes,
      faces,
    ] as const);
  });
}
