import type { BackendFlag, Places, Reader } from '../../peers/readers/reader.ts';
import type { DecodedPictures } from './pictures.ts';

/**
 * Loads a library in Node.
 *
 * @param pictures which it will be asked to read, already decoded
 */
export type CreateReader = (
  backend: BackendFlag,
  places: Places,
  pictures: DecodedPictures,
) => Promise<Reader>;

/** A flag of tfjs's WASM backend: pages that are not isolated have one thread too, and Node has no such workers. */
export const THREADS = 'WASM_HAS_MULTITHREAD_SUPPORT';

/**
 * Imports the build of a package that is meant for browsers and has its own tfjs; the one for Node needs tfjs-node. From here on
 * this process passes for a worker of a browser: `process` has to be imported.
 *
 * @param file from the folder of the packages
 */
export async function importBrowserBuild<Package>(file: string, { origin }: Places): Promise<Package> {
  const globals = { WorkerGlobalScope: class {}, importScripts: () => undefined, self: globalThis };
  Object.assign(globalThis, globals, { location: new URL(origin) });
  Reflect.deleteProperty(globalThis, 'process');
  return (await import(new URL(`../../../node_modules/${file}`, import.meta.url).href)) as Package;
}
