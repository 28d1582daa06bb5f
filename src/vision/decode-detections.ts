import type { Box } from './types.ts';

/** A box that may hold a face, and how sure the detector is: 0 to 1. */
export interface Candidate {
  readonly box: Box;
  readonly score: number;
}

/** How a prediction moves and stretches its anchor: the variances of SSD (Liu et al., 2016, section 2.2). */
export interface BoxCoding {
  readonly centreVariance: number;
  readonly sizeVariance: number;
}

/** Numbers that the network gives for each anchor: logits of background and face, then y, x, height, width. */
export const NUMBERS_PER_ANCHOR = 6;

/**
 * Turns the raw output of the detector for one picture into candidates, in fractions of the network's input.
 *
 * @param output `NUMBERS_PER_ANCHOR` numbers for each anchor
 * @param leastScore candidates below it are left out; it is above 0 and below 1
 */
export function decodeDetections(
  output: Float32Array,
  anchors: readonly Box[],
  coding: BoxCoding,
  leastScore: number,
): Candidate[] {
  const candidates: Candidate[] = [];
  // Nearly every anchor sees background, and is passed over without computing its score.
  const leastLead = Math.log(leastScore / (1 - leastScore));
  for (let index = 0, at = 0; index < anchors.length; index++, at += NUMBERS_PER_ANCHOR) {
    const lead = (output[at + 1] ?? 0) - (output[at] ?? 0);
    const anchor = anchors[index];
    if (!(lead >= leastLead) || !anchor) continue;
    const [y = 0, x = 0, height = 0, width = 0] = output.subarray(at + 2, at + NUMBERS_PER_ANCHOR);
    const box = decodeBox(anchor, coding, x, y, width, height);
    if (isSomewhere(box)) candidates.push({ box, score: 1 / (1 + Math.exp(-lead)) });
  }
  return candidates;
}

/** Whether a box has a place and a size: a backend that overflows gives numbers that are none. */
function isSomewhere({ x, y, width, height }: Box): boolean {
  return width > 0 && height > 0 && Number.isFinite(x + y + width + height);
}

function decodeBox(anchor: Box, coding: BoxCoding, x: number, y: number, width: number, height: number): Box {
  const decodedWidth = anchor.width * Math.exp(width * coding.sizeVariance);
  const decodedHeight = anchor.height * Math.exp(height * coding.sizeVariance);
  return {
    x: anchor.x + anchor.width * (0.5 + x * coding.centreVariance) - decodedWidth / 2,
    y: anchor.y + anchor.height * (0.5 + y * coding.centreVariance) - decodedHeight / 2,
    width: decodedWidth,
    height: decodedHeight,
  };
}
