import { parseArgs } from 'node:util';
import { EXPRESSIONS } from '../../src/vision/types.ts';
import type { Usage } from '../lib/fer2013.ts';
import { NUMBERINGS, type Numbering } from './folder-labels.ts';
import type { Framing } from './framing.ts';

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
  /** What is made of crops, where no face is sought. */
  readonly framing: Framing;
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
  --detect       the pictures are more than a face: find and align it first, as the extension does
  --framing HOW  without --detect pictures are taken for crops of a face. "aligned" brings eyes and mouth to their
                 places, as the extension does: the default for --images, whose crops may be tight or loose. "as-cut"
                 takes them as they are: the default for --data, by whose crops the network's own is defined
  --peers        the same for the networks of human and face-api, each with its own preparation; with --detect on the
                 square around the face that was found
  --json FILE    writes the figures of the shipped network: model, images, unreadable, noFace, accuracy, macroF1, recall,
                 ece, confusion (rows: the labels; columns: what it says; ${EXPRESSIONS.join(', ')},
                 without contempt where nothing is labelled so); with --data also fer2013 and fer2013Head`;

const FRAMINGS: readonly string[] = ['aligned', 'as-cut'] satisfies Framing[];
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
      framing: { type: 'string' },
      help: { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  if (values.help || (values.data === undefined) === (values.images === undefined)) throw new Error(HELP);
  const { part, numbers, framing = values.data === undefined ? 'aligned' : 'as-cut' } = values;
  const oneOf = (what: string, value: string, choices: readonly string[]) => {
    if (!choices.includes(value)) throw new Error(`There is no ${what} ${value}: ${choices.join(', ')}.`);
  };
  oneOf('part', part, PARTS);
  oneOf('framing', framing, FRAMINGS);
  if (numbers !== undefined) oneOf('numbering', numbers, Object.keys(NUMBERINGS));
  return {
    ...values,
    part: part as Usage,
    numbers: numbers as Numbering | undefined,
    framing: framing as Framing,
  };
}
