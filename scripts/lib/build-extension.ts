import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zip } from 'wxt';
import { packageProgram } from './package-program.ts';
import { runNode } from './run-program.ts';

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
  const folder = join('.output', mode === 'production' ? `${browser}-mv3` : `${browser}-mv3-${mode}`);
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
