import { animatedImages, bombs } from './bombs.ts';
import type { CorpusImage } from './corpus-image.ts';
import { type Amounts, damagedImages } from './damaged.ts';
import { lyingImages } from './lying.ts';
import { noImages, turnedImages } from './no-images.ts';
import { oddImages } from './odd.ts';
import { makeSources, type Source } from './sources.ts';

/** So much that the corpus has more than 2,000 images. */
export const WHOLE: Amounts = { truncated: 30, flipped: 50, moved: 36 };
/** A few of each. */
export const FEW: Amounts = { truncated: 4, flipped: 5, moved: 6 };

/** All but the bombs, which take seconds to make. */
export async function makeSmallCorpus(amounts: Amounts): Promise<CorpusImage[]> {
  return smallImages(await makeSources(), amounts);
}

/** Images that were made to break whoever reads them, the same ones in every run. Nothing of them lies in the repository. */
export async function makeCorpus(amounts: Amounts): Promise<CorpusImage[]> {
  const sources = await makeSources();
  const large: CorpusImage[] = [];
  for await (const image of bombs(sources)) large.push(image);
  return [...large, ...smallImages(sources, amounts)];
}

function smallImages(sources: readonly Source[], amounts: Amounts): CorpusImage[] {
  return [
    ...turnedImages(sources),
    ...animatedImages(sources),
    ...noImages(),
    ...oddImages(sources),
    ...lyingImages(sources),
    ...damagedImages(sources, amounts),
  ];
}
