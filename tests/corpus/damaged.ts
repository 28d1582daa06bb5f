import { join } from './bytes.ts';
import { ANY_VERDICT, type CorpusClass, type CorpusImage } from './corpus-image.ts';
import { SeededRandom } from './random.ts';
import type { Source } from './sources.ts';

const SEED = 0x6d69656e;

/** So many of each kind of damage for each source. */
export interface Amounts {
  readonly truncated: number;
  readonly flipped: number;
  readonly moved: number;
}

function flipped(file: Buffer, random: SeededRandom): Buffer {
  const copy = Buffer.from(file);
  // One bit, a few, or many; the head of a file says most about it, and is hit more often.
  const flips = 2 ** random.below(6);
  for (let i = 0; i < flips; i++) {
    const reach = random.below(2) === 0 ? Math.min(64, file.length) : file.length;
    const place = random.below(reach);
    copy[place] = (copy[place] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

const MOVES: readonly ((file: Buffer, at: number, length: number, random: SeededRandom) => Buffer)[] = [
  // A piece is missing, comes twice, is noise, is empty, or stands at another place.
  (file, at, length) => join(file.subarray(0, at), file.subarray(at + length)),
  (file, at, length) => join(file.subarray(0, at + length), file.subarray(at)),
  (file, at, length, random) =>
    join(file.subarray(0, at), random.bytes(Math.min(length, file.length - at)), file.subarray(at + length)),
  (file, at, length) => join(file.subarray(0, at), Buffer.alloc(length), file.subarray(at + length)),
  (file, at, length, random) => {
    const rest = join(file.subarray(0, at), file.subarray(at + length));
    const to = random.below(rest.length);
    return join(rest.subarray(0, to), file.subarray(at, at + length), rest.subarray(to));
  },
  (file, at, length) => join(file.subarray(0, at), Buffer.alloc(length, 0xff), file.subarray(at + length)),
];

/** The same damage in every run: cut off, bits turned over, pieces missing, doubled, moved or overwritten. */
export function* damagedImages(sources: readonly Source[], amounts: Amounts): Generator<CorpusImage> {
  const random = new SeededRandom(SEED);
  for (const { name, type, bytes } of sources) {
    const made = (kind: CorpusClass, number: number, damaged: Buffer): CorpusImage => ({
      name: `${name}, ${kind} ${number}`,
      kind,
      type,
      bytes: damaged,
      outcomes: ANY_VERDICT,
    });
    for (let i = 0; i < amounts.truncated; i++) {
      const share = i / amounts.truncated;
      yield made('truncated', i, bytes.subarray(0, Math.floor(share * share * bytes.length)));
    }
    for (let i = 0; i < amounts.flipped; i++) yield made('bits flipped', i, flipped(bytes, random));
    for (let i = 0; i < amounts.moved; i++) {
      const move = MOVES[i % MOVES.length];
      const at = random.below(bytes.length);
      const length = 1 + random.below(Math.max(1, Math.min(bytes.length - at, 200)));
      if (move) yield made('pieces moved', i, move(bytes, at, length, random));
    }
  }
}
