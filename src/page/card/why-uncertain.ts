import { rankedScores } from '../../expressions/rank.ts';
import type { Translator } from '../../i18n/translator.ts';
import type { Face, Reading } from '../../vision/types.ts';

/** The next expression is nearly as probable as the first where it has so much of its probability. */
const CLOSE = 0.6;
/** The engine reduces pictures to this longer side, in pixels. */
const REDUCED_SIDE = 1024;
/** A face with fewer pixels than this is enlarged for the network, which then sees a blur. */
const FEW_PIXELS = 40;

/** Why the network is not sure of a face, in one or two sentences; none where it is sure. */
export function whyUncertain(
  face: Face,
  picture: Pick<Reading, 'width' | 'height'> | undefined,
  { t, percent, number }: Translator,
): string | undefined {
  if (!face.uncertain) return undefined;
  const [first, second] = rankedScores(face.scores);
  if (first === undefined || second === undefined) return undefined;
  const words = ([expression, score]: typeof first) => ({
    label: t(`expression.${expression}.label`),
    percent: percent(score),
  });
  const [best, next] = [words(first), words(second)];
  const split =
    second[1] >= CLOSE * first[1]
      ? t('card.why.close', { first: best.label, second: next.label, one: best.percent, other: next.percent })
      : t('card.why.spread', { label: best.label, percent: best.percent });
  const pixels = picture && pixelsAcross(face, picture);
  if (pixels === undefined || pixels >= FEW_PIXELS) return split;
  return `${split} ${t('card.why.small', { pixels: number(pixels) })}`;
}

function pixelsAcross({ box }: Face, { width, height }: Pick<Reading, 'width' | 'height'>): number {
  const scale = Math.min(1, REDUCED_SIDE / Math.max(width, height));
  return Math.round(box.width * width * scale);
}
