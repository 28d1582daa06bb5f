import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from '../../src/vision/pipeline.ts';
import type { Expression } from '../../src/vision/types.ts';
import { FACE_SIDE, readFer2013, type Usage } from '../lib/fer2013.ts';
import { grayPicture, readPicture } from '../lib/pictures.ts';
import { expressionsOfFolders, type Numbering } from './folder-labels.ts';

/** Hidden files, what file managers leave behind, tables and notes. */
const NO_PICTURES = /^\.|^thumbs\.db$|^desktop\.ini$|\.(txt|csv|tsv|json|xml|md|html|npy|mat|zip)$/i;

/** A picture of a face and what it is said to show, under each set of labels that the data has. */
export interface Sample {
  readonly name: string;
  /** Rejects where the file cannot be read. The caller disposes the pixels. */
  read(): Promise<Picture>;
  readonly truths: Readonly<Record<string, Expression | undefined>>;
}

/** The names under which FER2013's faces are labelled: by the majority of ten people, and by the data set itself. */
export const FER_PLUS = 'FER+ majority';
export const FER_2013 = 'FER2013';
/** FER2013's own labels, told by the shipped network's second head rather than by the expressions. */
export const FER_2013_HEAD = 'FER2013, by the head that learned its labels';
/** The name under which the pictures of a folder are labelled. */
export const FOLDERS = 'labels by folder';

export async function fer2013Samples(folder: string, part: Usage): Promise<Sample[]> {
  const faces = await readFer2013(folder, part);
  return faces.map((face, index) => ({
    name: `${part} ${index}`,
    read: async () => grayPicture(face.pixels, FACE_SIDE, FACE_SIDE),
    truths: { [FER_PLUS]: face.ferPlus, [FER_2013]: face.fer2013 },
  }));
}

/** A folder of pictures, and what its folders were taken to mean. */
export interface FolderSet {
  readonly samples: Sample[];
  readonly meanings: ReadonlyMap<string, Expression>;
  /** Folders that name no expression. */
  readonly leftOut: readonly string[];
}

/**
 * @param numbering whose numbers the folders are, where they are numbers; guessed where it is left out
 * @throws where there is no such folder, or where none in it is named after an expression
 */
export async function folderSamples(folder: string, numbering?: Numbering): Promise<FolderSet> {
  const names = await foldersIn(folder);
  const meanings = expressionsOfFolders(names, numbering);
  if (meanings.size === 0) {
    throw new Error(
      `No folder in ${folder} is named after an expression. It holds: ${names.join(', ') || 'no folder'}.`,
    );
  }
  const samples: Sample[] = [];
  for (const [name, expression] of meanings) {
    for (const path of await picturesIn(join(folder, name))) {
      samples.push({ name: path, read: () => readPicture(path), truths: { [FOLDERS]: expression } });
    }
  }
  return { samples, meanings, leftOut: names.filter((name) => !meanings.has(name)) };
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    // A link to a folder is as good as one.
    const kinds = await Promise.all(
      entries.map(({ name }) => stat(join(folder, name)).catch(() => undefined)),
    );
    return entries.filter((_, index) => kinds[index]?.isDirectory()).map(({ name }) => name);
  } catch (error) {
    throw new Error(`The folder ${folder} cannot be read: ${(error as Error).message}`);
  }
}

/** All files beneath a folder but those that cannot be meant as pictures. */
async function picturesIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { withFileTypes: true, recursive: true });
  return files
    .filter((file) => !file.isDirectory() && !NO_PICTURES.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .sort((a, b) => a.localeCompare(b));
}
