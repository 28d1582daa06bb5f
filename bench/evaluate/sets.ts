import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from '../../src/vision/pipeline.ts';
import type { Expression } from '../../src/vision/types.ts';
import { FACE_SIDE, readFer2013, type Usage } from '../lib/fer2013.ts';
import { grayPicture, readPicture } from '../lib/pictures.ts';
import { expressionsOfFolders } from './folder-labels.ts';

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

/** @throws where no folder names an expression */
export async function folderSamples(folder: string): Promise<Sample[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const expressions = expressionsOfFolders(folders);
  if (expressions.size === 0) throw new Error(`No folder in ${folder} is named after an expression.`);
  const samples: Sample[] = [];
  for (const [name, expression] of expressions) {
    const files = await readdir(join(folder, name), { withFileTypes: true, recursive: true });
    for (const file of files.filter((each) => each.isFile()).sort((a, b) => a.name.localeCompare(b.name))) {
      const path = join(file.parentPath, file.name);
      samples.push({ name: path, read: () => readPicture(path), truths: { [FOLDERS]: expression } });
    }
  }
  return samples;
}
