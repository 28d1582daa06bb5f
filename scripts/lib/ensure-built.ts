import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BUILT_FROM, buildExtension, builtFolder } from './build-extension.ts';

function newestChange(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  const inside = readdirSync(path).map((name) => newestChange(join(path, name)));
  return Math.max(own.mtimeMs, ...inside);
}

function isUpToDate(built: string): boolean {
  const manifest = join(built, 'manifest.json');
  if (!existsSync(manifest)) return false;
  const builtAt = statSync(manifest).mtimeMs;
  return BUILT_FROM.every((source) => newestChange(source) <= builtAt);
}

/**
 * Builds the extension unless what is built is newer than all sources.
 *
 * @param mode as of `buildExtension`
 * @returns the folder of the built extension
 * @throws where the build fails
 */
export async function ensureBuilt(mode = 'production'): Promise<string> {
  const built = builtFolder(mode);
  if (isUpToDate(built)) return built;
  const folder = await buildExtension(mode);
  if (folder === undefined) throw new Error('The extension could not be built; the reason is above.');
  return folder;
}
