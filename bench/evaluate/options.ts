import { parseArgs } from 'node:util';
import type { Usage } from '../lib/fer2013.ts';
import { NUMBERINGS, type Numbering } from './folder-labels.ts';

export interface Options {
  /** Folder of FER2013 with the FER+ votes. */
  readonly data?: string | undefined;
  /** Folder of pictures, in folders that name their label. */
  readonly images?: string | undefined;
  readonly part: Usage;
  /** Whose numbers the folders are, where they are numbers. */
  readonly numbers?: Numbering | undefined;
  /** Find and align the face first. */
  readonly detect: boolean;
  /** Take crops as they are, without bringing eyes and mouth to their places. */
  readonly asCut: boolean;
  readonly peers: boolean;
  /** File for the figures of the shipped network. */
  readonly json?: string | undefined;
}

export const HELP = `npm run evaluate -- (--data DIR | --images DIR) [options]

  --data DIR     FER2013 with the FER+ votes: DIR holds labels.csv and the atlases faces-NN.webp
  --part NAME    of that data: PrivateTest (the default), PublicTest or Training
  --images DIR   pictures in folders named after the label: DIR/happy/1.jpg; FER2013's, FER+'s and RAF-DB's names
  --numbers SET  folders are the numbers of ${Object.keys(NUMBERINGS).join(', ')}; by default RAF-DB's, or with a
                 folder 0 FER2013's, or with 0 and 7 FER+'s
  --detect       the pictures are more than a face: find and align it first, as the extension does; else they are
                 taken for crops of a face, and aligned by their eyes and mouth alone
  --as-cut       take crops as they are, without aligning them
  --peers        the same for the networks of human and face-api, each with its own preparation
  --json FILE    writes the figures of the shipped network`;

const PARTS: readonly string[] = ['Training', 'PublicTest', 'PrivateTest'] satisfies Usage[];

/** @throws with a sentence where the arguments make no sense */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      images: { type: 'string' },
      part: { type: 'string', default: 'PrivateTest' },
      numbers: { type: 'string' },
      'as-cut': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  if (values.help || (values.data === undefined) === (values.images === undefined)) throw new Error(HELP);
  const { part, numbers, 'as-cut': asCut } = values;
  if (!PARTS.includes(part)) throw new Error(`There is no part ${part}: ${PARTS.join(', ')}.`);
  if (numbers !== undefined && !Object.hasOwn(NUMBERINGS, numbers)) {
    throw new Error(`There is no numbering ${numbers}: ${Object.keys(NUMBERINGS).join(', ')}.`);
  }
  if (asCut && values.detect) throw new Error('--as-cut and --detect exclude each other.');
  return { ...values, part: part as Usage, numbers: numbers as Numbering | undefined, asCut };
}
