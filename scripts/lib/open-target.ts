import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { DEMO, type Gallery } from '../demo/gallery.ts';
import { PICTURE_TYPES, serveGallery } from '../demo/serve-gallery.ts';

/** A page to open; `close` ends the server behind it, if there is one. */
export interface Target {
  readonly url: string;
  close(): Promise<void>;
}

function isPicture(file: string): boolean {
  return extname(file).toLowerCase() in PICTURE_TYPES;
}

function galleryOf(title: string, files: readonly string[]): Gallery {
  const exhibits = files.map((file) => ({ file, alt: basename(file), caption: basename(file) }));
  return { title, introduction: [], exhibits };
}

async function localGallery(path: string): Promise<Gallery | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isDirectory()) {
    if (!isPicture(path)) throw new Error(`${path} is not a picture.`);
    return galleryOf(basename(path), [path]);
  }
  const pictures = (await readdir(path)).filter(isPicture).sort();
  if (pictures.length === 0) throw new Error(`There is no picture in ${path}.`);
  const files = pictures.map((name) => join(path, name));
  return galleryOf(basename(path) || path, files);
}

/**
 * Turns what a person names into a page: nothing means the demo, a file or a folder is served on loopback, anything
 * else is an address, to which `https://` is added where it has no scheme.
 *
 * @throws where it is none of these
 */
export async function openTarget(target: string | undefined): Promise<Target> {
  if (target === undefined) return serveGallery(DEMO);
  if (/^https?:\/\//i.test(target)) return { url: target, close: async () => undefined };
  const gallery = await localGallery(target);
  if (gallery) return serveGallery(gallery);
  if (isPicture(target) && /^[^/\\:]+$/.test(target)) throw new Error(`There is no file ${target}.`);
  if (URL.canParse(`https://${target}`) && /^[^/\s]+\.[^/\s]+/.test(target)) {
    return { url: `https://${target}`, close: async () => undefined };
  }
  throw new Error(`"${target}" is neither an address nor a picture nor a folder on this machine.`);
}
