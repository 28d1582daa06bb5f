import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Finds out before the work whether its result can be written; nothing is written by this.
 *
 * @throws with a sentence where the folder of `file` is missing or closed, or `file` is something else than a file
 */
export async function checkWritable(file: string): Promise<void> {
  const folder = dirname(file);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`${file} cannot be written: there is no folder ${folder}.`);
  const before = await stat(file).catch(() => undefined);
  if (before?.isDirectory()) throw new Error(`${file} cannot be written: it is a folder.`);
  await access(before ? file : folder, constants.W_OK).catch(() => {
    throw new Error(`${file} cannot be written: you may not write there.`);
  });
}
