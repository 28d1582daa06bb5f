import { rulesForPerson } from '../page-rules/rules-for.ts';
import type { GivenPicture } from './viewed-picture.ts';

/** More at once is a mistake of the hand rather than a wish; the person is told. */
export const MOST_FILES = 5000;

/** Files that systems put into every folder, which nobody means when giving one. */
const NOBODY_MEANS = /(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini)$/i;

export interface GatheredFiles {
  readonly pictures: readonly GivenPicture[];
  /** Files beyond `MOST_FILES`, which were left out. */
  readonly leftOut: number;
}

/** The files of a file chooser, or of a whole folder, in the order of their names. */
export function gatherChosen(files: Iterable<File>): GatheredFiles {
  const isFromFolder = (file: File) => file.webkitRelativePath !== '';
  const named = [...files].map((file) => [file.webkitRelativePath || file.name, file] as const);
  const meant = named.filter(([name, file]) => !isFromFolder(file) || !NOBODY_MEANS.test(name));
  return capped(meant.sort(byName).map(([name, file]) => given(name, file)));
}

/**
 * What was dropped: files, and the files of folders however deep they lie. A picture dragged out of a page comes as a
 * file, or as its address.
 *
 * @param dropped is only readable while its event is handled; so everything is asked of it before the first wait
 */
export async function gatherDropped(dropped: DataTransfer): Promise<GatheredFiles> {
  const items = [...dropped.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const address = dropped.getData('text/uri-list') || dropped.getData('text/plain');
  if (entries.length === 0) return capped(givenAddress(address));
  const named: (readonly [string, File])[] = [];
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) await walk(entry as FileSystemDirectoryEntry, entry.name, named);
    else if (file !== null) named.push([file.name, file]);
  }
  return capped(named.sort(byName).map(([name, file]) => given(name, file)));
}

/** What was pasted: pictures, files of the system's clipboard, or an address. */
export function gatherPasted(pasted: DataTransfer, nameOf: (type: string) => string): GatheredFiles {
  const files = [...pasted.files];
  if (files.length === 0) return capped(givenAddress(pasted.getData('text/plain')));
  // Browsers call every picture of the clipboard "image.png".
  const name = (file: File) => (/^image\.\w+$/.test(file.name) ? nameOf(file.type) : file.name);
  return capped(files.map((file) => given(name(file), file)));
}

/** A picture at an address, where the text is one that Mien fetches; `data:` addresses are taken as they are. */
export function givenAddress(text: string): GivenPicture[] {
  const [line = ''] = text.trim().split(/\s*[\r\n]+\s*/);
  const url = /^[a-z][a-z0-9+.-]*:/i.test(line) ? line : `https://${line}`;
  const isAddress = line !== '' && !/\s/.test(line) && URL.canParse(url);
  return isAddress ? [{ name: line, origin: rulesForPerson(url), page: '' }] : [];
}

async function walk(
  folder: FileSystemDirectoryEntry,
  path: string,
  found: (readonly [string, File])[],
): Promise<void> {
  const reader = folder.createReader();
  // A reader gives about a hundred entries a time and an empty list at the end: File and Directory Entries API, 7.3.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return;
    for (const entry of entries) {
      const name = `${path}/${entry.name}`;
      if (entry.isDirectory) await walk(entry as FileSystemDirectoryEntry, name, found);
      else if (!NOBODY_MEANS.test(name)) found.push([name, await fileOf(entry as FileSystemFileEntry)]);
    }
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function given(name: string, blob: Blob): GivenPicture {
  return { name, origin: { kind: 'blob', blob }, page: '' };
}

function byName([a]: readonly [string, File], [b]: readonly [string, File]): number {
  return a.localeCompare(b, undefined, { numeric: true });
}

function capped(pictures: readonly GivenPicture[]): GatheredFiles {
  return { pictures: pictures.slice(0, MOST_FILES), leftOut: Math.max(0, pictures.length - MOST_FILES) };
}
