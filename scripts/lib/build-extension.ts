import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zip } from 'wxt';
import { packageProgram } from './package-program.ts';
import { runNode } from './run-program.ts';

/** What a build is made of, beside the packages that `package-lock.json` names. */
export const BUILT_FROM = [
  'entrypoints',
  'locales',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
  'src',
  'tsconfig.json',
  'wxt.config.ts',
] as const;

/** The folder that a build of this mode is left in. */
export function builtFolder(mode: string, browser: 'chrome' | 'firefox' = 'chrome'): string {
  return join('.output', mode === 'production' ? `${browser}-mv3` : `${browser}-mv3-${mode}`);
}

/**
 * Builds the extension into `.output`; what was there before is removed, so that a failed build leaves none behind.
 *
 * @param mode `production`, or a mode of the tests, which is built beside it
 * @param browser `chrome` stands for every browser that is built on Chromium
 * @returns the folder of the built extension, or undefined where the build failed
 */
export async function buildExtension(
  mode = 'production',
  browser: 'chrome' | 'firefox' = 'chrome',
): Promise<string | undefined> {
  const folder = builtFolder(mode, browser);
  await rm(folder, { recursive: true, force: true });
  const code = await runNode(packageProgram('wxt'), ['build', '--browser', browser, '--mode', mode]);
  return code === 0 ? folder : undefined;
}

/**
 * Builds the extension and packs it, in a folder of its own that is removed again.
 *
 * @returns the archive, as `npm run zip` makes it
 * @throws where it cannot be built
 */
export async function packExtension(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'mien-packed-'));
  try {
    const [archive] = await zip({ outDir: folder });
    if (archive === undefined) throw new Error('There is no archive.');
    return await readFile(archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Packs the extension in another folder, from a copy of all that a build is made of: as somebody else would, but for the
 * packages, which lie where they are.
 *
 * @returns the archive, as `npm run zip` makes it there
 * @throws where it cannot be built
 */
export async function packExtensionElsewhere(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'mien-elsewhere-'));
  try {
    for (const part of BUILT_FROM) await cp(part, join(folder, part), { recursive: true });
    await symlink(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    if ((await runNode(packageProgram('wxt'), ['zip'], folder)) !== 0) throw new Error('It was not packed.');
    const made = await readdir(join(folder, '.output'));
    const archive = made.find((name) => name.endsWith('.zip'));
    if (archive === undefined) throw new Error('There is no archive.');
    return await readFile(join(folder, '.output', archive));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
