import { parseArgs } from 'node:util';
import type { BackendFlag } from './readers/reader.ts';

export const LIBRARIES = ['mien', 'human', 'face-api-tiny', 'face-api-ssd'] as const;
export type Library = (typeof LIBRARIES)[number];

export const PARTS = ['photos', 'start', 'faces', 'pictures'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  readonly photos: string;
  readonly backend: BackendFlag;
  readonly rounds: number;
  readonly libraries: readonly Library[];
  readonly parts: readonly Part[];
  readonly thousand: boolean;
  readonly out: string;
}

const HELP = `npm run bench -- [options]

  --photos DIR     photos with their faces.json (../shared/data/photos); collages of a fixture where there are none
  --backend NAME   wasm (the default), webgl or webgpu
  --rounds N       rounds of every measurement (5); the libraries take turns within a round
  --libraries A,B  of ${LIBRARIES.join(', ')}
  --parts A,B      of ${PARTS.join(', ')}
  --thousand       also reads 1,000 pictures with each library
  --out DIR        for peers.json and peers.svg (bench/results)`;

/** @throws with a sentence where the arguments make no sense */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      photos: { type: 'string', default: '../shared/data/photos' },
      backend: { type: 'string', default: 'wasm' },
      rounds: { type: 'string', default: '5' },
      libraries: { type: 'string', default: LIBRARIES.join() },
      parts: { type: 'string', default: PARTS.join() },
      thousand: { type: 'boolean', default: false },
      out: { type: 'string', default: 'bench/results' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(HELP);
  return {
    photos: values.photos,
    backend: oneOf(values.backend, ['wasm', 'webgl', 'webgpu']),
    rounds,
    libraries: values.libraries.split(',').map((name) => oneOf(name, LIBRARIES)),
    parts: values.parts.split(',').map((name) => oneOf(name, PARTS)),
    thousand: values.thousand,
    out: values.out,
  };
}

function oneOf<Name extends string>(name: string, names: readonly Name[]): Name {
  const found = names.find((each) => each === name);
  if (found === undefined)
    throw new Error(`There is no "${name}"; choose of ${names.join(', ')}.\n\n${HELP}`);
  return found;
}
