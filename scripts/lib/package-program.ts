import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The file behind a program of an installed package, to be run by the Node that runs now: the links in
 * node_modules/.bin differ from system to system.
 */
export function packageProgram(packageName: string, program = packageName.split('/').at(-1) ?? ''): string {
  const folder = join('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin?: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin?.[program];
  if (file === undefined) throw new Error(`${packageName} has no program "${program}".`);
  return join(folder, file);
}
