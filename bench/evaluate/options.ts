import { parseArgs } from 'node:util';
import type { Usage } from '../lib/fer2013.ts';

export interface Options {
  /** Folder of FER2013 with the FER+ votes. */
  readonly data?: string | undefined;
  /** Folder of pictures, in folders that name their label. */
  readonly images?: string | undefined;
  readonly part: Usage;
  /** Find and align the face first. */
  readonly detect: boolean;
  readonly peers: boolean;
  /** File for the figures of the shipped network. */
  readonly json?: string | undefined;
}

export const HELP = `npm run evaluate -- (--data DIR | --images DIR) [options]

  --data DIR     FER2013 with the FER+ votes: DIR holds labels.csv and the atlases faces-NN.webp
  --part NAME    of that data: PrivateTest (the default), PublicTest or Training
  --images DIR   pictures in folders named after the label: DIR/happy/1.jpg; FER2013's, FER+'s and RAF-DB's names
  --detect       the pictures are more than a face: find and align it first, as the extension does
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
      detect: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  if ((values.data === undefined) === (values.images === undefined)) throw new Error(HELP);
  if (!PARTS.includes(values.part)) throw new Error(`There is no part ${values.part}: ${PARTS.join(', ')}.`);
  return { ...values, part: values.part as Usage };
}
