/**
 * Mien on a real GPU without a browser: `npm run bench:gpu -- [--out DIR] [--photos DIR] [--answers FILE] [--rounds N] [--parts A,B]`. It needs
 * the npm package `webgpu` (Dawn, which Chromium has WebGPU by too) and a Vulkan, Metal or D3D12 driver; nothing else does.
 *
 * Each part is a process of its own with a deadline, so that none takes another along; what each prints is also in `OUT/PART.txt`.
 * `bench/gpu/pack.ts` packs everything for a machine that has neither Node nor a network.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DRAWN_ANSWERS } from '../classifier/compare-answers.ts';
import { startDawn } from './dawn.ts';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: 'bench/results' },
    photos: { type: 'string', default: '../shared/data/photos' },
    answers: { type: 'string', default: DRAWN_ANSWERS },
    rounds: { type: 'string', default: '5' },
    parts: { type: 'string' },
  },
});

interface Part {
  readonly program: string;
  readonly args: readonly string[];
  /** Seconds. */
  readonly deadline: number;
}

const { out, photos, answers, rounds } = options;

/** A part of the table of the peers; each writes to a folder of its own. */
function peers(part: string, deadline: number, ...args: readonly string[]): Part {
  return { program: 'peers.ts', args: ['--photos', photos, '--out', join(out, part), ...args], deadline };
}

const ON_WEBGPU = ['--backend', 'webgpu', '--libraries', 'mien,human', '--rounds', rounds];
const MIEN_ON_WEBGPU = ['--backend', 'webgpu', '--libraries', 'mien', '--rounds', '1'];
/** In the order in which they run: what matters most comes first. */
const PARTS: Readonly<Record<string, Part>> = {
  agreement: { program: 'agreement.ts', args: [answers, join(out, 'agreement.json')], deadline: 30 },
  webgpu: peers('webgpu', 60, ...ON_WEBGPU, '--parts', 'photos,faces'),
  limits: { program: 'limits.ts', args: [photos, join(out, 'limits.json'), rounds], deadline: 60 },
  thousand: peers('thousand', 40, ...MIEN_ON_WEBGPU, '--parts', 'pictures', '--thousand'),
  start: peers('start', 40, ...ON_WEBGPU, '--rounds', '3', '--parts', 'start'),
  // For comparison on the same machine; face-api runs on this alone.
  wasm: peers('wasm', 60, '--backend', 'wasm', '--rounds', '2', '--parts', 'photos,faces'),
};

await mkdir(out, { recursive: true });
const { name, isSoftware } = await startDawn();
console.log(`The GPU: ${name}`);
if (isSoftware)
  console.log('THERE IS NO GPU HERE: WebGPU is computed in software, so no time below means anything.');
const failed: string[] = [];
for (const part of options.parts?.split(',') ?? Object.keys(PARTS)) if (!(await run(part))) failed.push(part);
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`);
process.exit(failed.length);

/** Runs a part and says whether it succeeded. */
async function run(part: string): Promise<boolean> {
  const { program, args, deadline } = PARTS[part] ?? unknownPart(part);
  const start = performance.now();
  console.log(`\n== ${part}`);
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    timeout: deadline * 1000,
    killSignal: 'SIGKILL',
  });
  const log = createWriteStream(join(out, `${part}.txt`));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text: Buffer) => {
      log.write(text);
      process.stdout.write(text);
    });
  }
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  const code = await promise;
  log.end();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`== ${part}: ${code === 0 ? 'done' : 'FAILED'} after ${seconds} s`);
  return code === 0;
}

function unknownPart(part: string): never {
  throw new Error(`There is no part "${part}"; choose of ${Object.keys(PARTS).join(', ')}.`);
}
