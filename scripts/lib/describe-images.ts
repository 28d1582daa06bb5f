import { wholePercent } from '../../src/i18n/whole-percent.ts';
import type { ImageRecord } from '../../src/messaging/protocol.ts';
import type { Box, Face } from '../../src/vision/types.ts';

/** What `--json` writes for each image. */
export interface DescribedImage {
  readonly src: string;
  readonly width: number;
  readonly height: number;
  /** Why there is no reading; absent where there is one. */
  readonly reason?: string;
  readonly faces: readonly DescribedFace[];
}

export interface DescribedFace {
  /** Pixels of the image. */
  readonly box: Box;
  readonly expression: Face['expression'];
  readonly confidence: number;
  readonly uncertain: boolean;
  readonly scores: Face['scores'];
}

function reasonFor({ status, reason }: ImageRecord): string | undefined {
  if (status === 'read') return undefined;
  if (status === 'failed') return reason ?? 'It could not be read.';
  return status === 'waiting' ? 'It was not read in time.' : (reason ?? 'It never came into view.');
}

/** Turns what the page says of an image into pixels, and into a reason where it was not read. */
export function describeImage(image: ImageRecord): DescribedImage {
  const { src, width, height } = image;
  const reason = reasonFor(image);
  const faces = image.faces.map(({ box, expression, confidence, uncertain, scores }) => ({
    box: {
      x: box.x * width,
      y: box.y * height,
      width: box.width * width,
      height: box.height * height,
    },
    expression,
    confidence,
    uncertain,
    scores,
  }));
  return { src, width, height, ...(reason === undefined ? {} : { reason }), faces };
}

function wordsFor({ expression, confidence, uncertain }: DescribedFace): string {
  return `${expression} ${wholePercent(confidence)} %${uncertain ? ' (unsure)' : ''}`;
}

/** One line for a person. */
export function lineFor({ src, reason, faces }: DescribedImage): string {
  if (reason !== undefined) return `${src}: ${reason}`;
  if (faces.length === 0) return `${src}: no face found`;
  const count = faces.length === 1 ? '1 face' : `${faces.length} faces`;
  return `${src}: ${count}: ${faces.map(wordsFor).join(', ')}`;
}
