import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { profile, type Tensor3D } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readPicture } from '../../../bench/lib/pictures.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { NEEDED_KERNELS, withNeededKernels } from '../../../scripts/lib/needed-kernels.ts';
import { lookInside } from '../../../src/inside/look-inside.ts';
import { uprightFaces } from '../../../src/inside/upright-faces.ts';
import { loadExpressionNetwork } from '../../../src/vision/expression-classifier.ts';
import { checkKnownAnswer } from '../../../src/vision/known-answer.ts';
import { CLASSIFIER } from '../../../src/vision/model-manifest.ts';
import { loadPipeline } from '../../../src/vision/pipeline.ts';
import type { BackendName } from '../../../src/vision/types.ts';

const { resolve } = createRequire(import.meta.url);
const PORTRAIT = join(import.meta.dirname, '../../fixtures/astronaut.png');

function listOf(backend: string): string {
  const folder = dirname(resolve(`@tensorflow/tfjs-backend-${backend}/package.json`));
  return readFileSync(join(folder, 'dist', 'register_all_kernels.js'), 'utf8');
}

/** All that Mien does with tensors, as on `backend`; it computes on WASM. */
async function doEverything(backend: BackendName): Promise<void> {
  const pipeline = await loadPipeline(readModelFile, backend);
  await checkKnownAnswer(pipeline);
  // A blank picture is looked at twice, and so is what is said to be a face in it.
  await pipeline.warmUp();
  const picture = await readPicture(PORTRAIT);
  const [reading] = await pipeline.read([picture, picture], undefined, new Map());
  const { faces = [] } = reading ?? {};
  if (faces[0] === undefined) throw new Error('No face was found.');
  const classifier = await loadExpressionNetwork(CLASSIFIER, readModelFile);
  await lookInside(picture.pixels as Tensor3D, faces[0], classifier);
  uprightFaces(picture.pixels as Tensor3D, faces).dispose();
  classifier.network.dispose();
  picture.pixels.dispose();
  pipeline.dispose();
}

describe('the kernels of the built extension', () => {
  it.each(['webgl', 'wasm'] as const)(
    'are all that Mien runs, as on %s',
    async (backend) => {
      await startBackend('wasm');
      const { kernelNames } = await profile(async () => {
        await doEverything(backend);
        return [] as never;
      });
      expect(kernelNames).toContain('FusedConv2D');
      const ofTfjs = kernelNames.filter((name) => listOf('cpu').includes(`'./kernels/${name}'`));
      expect(ofTfjs.filter((name) => !NEEDED_KERNELS.has(name))).toEqual([]);
    },
    120_000,
  );

  it('stand in the list of every backend, and nothing else does', () => {
    for (const backend of ['webgpu', 'webgl', 'wasm', 'cpu']) {
      const kept = withNeededKernels(listOf(backend));
      const imported = [...kept.matchAll(/'\.\/kernels\/(\w+)'/g)].map(([, name]) => name);
      expect(new Set(imported)).toEqual(NEEDED_KERNELS);
      const list = kept.slice(kept.indexOf('kernelConfigs = ['), kept.indexOf('];'));
      expect(list.match(/\w+,|\w+\n/g)).toHaveLength(NEEDED_KERNELS.size);
    }
  });

  it('are not cut out of a list that lacks one, or is written otherwise', () => {
    const list = listOf('webgl');
    const without = (text: string) => list.replace(text, '');
    expect(() => withNeededKernels(without("import { reluConfig } from './kernels/Relu';\n"))).toThrow(
      'Relu',
    );
    expect(() => withNeededKernels(without('    acosConfig,\n'))).toThrow('Acos');
  });
});
