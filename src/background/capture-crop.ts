import type { Box } from '../vision/types.ts';
import { dataUrlOf } from '../web/data-url.ts';

/** Longest side of a piece, in pixels: the engine reduces pictures further. */
const MOST_SIDE = 2048;
/** Shorter sides show no face. */
const LEAST_SIDE = 24;
/** A side of the small copy in which colours are compared. */
const SAMPLE_SIDE = 24;
/** Differences of less, of 255, are what JPEG makes of one even colour. */
const LEAST_DIFFERENCE = 10;

/** The context of a canvas that shows a piece of a bitmap. */
function paint(bitmap: ImageBitmap, piece: Box, width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The browser has no memory left for the picture of the tab.');
  context.drawImage(bitmap, piece.x, piece.y, piece.width, piece.height, 0, 0, width, height);
  return { canvas, context };
}

/** The edges are left out: something of what is beside them gets into them. */
function inner({ x, y, width, height }: Box): Box {
  return { x: x + width / 10, y: y + height / 10, width: width * 0.8, height: height * 0.8 };
}

function isEven(bitmap: ImageBitmap, piece: Box): boolean {
  const { context } = paint(bitmap, inner(piece), SAMPLE_SIDE, SAMPLE_SIDE);
  const { data } = context.getImageData(0, 0, SAMPLE_SIDE, SAMPLE_SIDE);
  for (const channel of [0, 1, 2]) {
    const values = data.filter((_, at) => at % 4 === channel);
    if (Math.max(...values) - Math.min(...values) >= LEAST_DIFFERENCE) return false;
  }
  return true;
}

/** Whole pixels of `bitmap` that lie in `area`, given in fractions of it. */
function pixelsIn(bitmap: ImageBitmap, area: Box): Box {
  const at = (fraction: number, size: number) => Math.round(Math.min(1, Math.max(0, fraction)) * size);
  const [x, y] = [at(area.x, bitmap.width), at(area.y, bitmap.height)];
  return {
    x,
    y,
    width: at(area.x + area.width, bitmap.width) - x,
    height: at(area.y + area.height, bitmap.height) - y,
  };
}

/**
 * Cuts a piece out of a captured tab and returns it as the data: address of a JPEG file.
 *
 * @param area in fractions of the capture
 * @throws a sentence for the person where the piece is too small, or shows one even colour
 */
export async function cropOf(capture: ImageBitmap, area: Box): Promise<string> {
  const piece = pixelsIn(capture, area);
  if (Math.min(piece.width, piece.height) < LEAST_SIDE) {
    throw new Error('Too little of it can be seen on the screen to show a face.');
  }
  if (isEven(capture, piece)) {
    throw new Error(
      'On the screen it has one even colour, as videos have that are protected against copying (DRM).',
    );
  }
  const scale = Math.min(1, MOST_SIDE / Math.max(piece.width, piece.height));
  const { canvas } = paint(capture, piece, Math.round(piece.width * scale), Math.round(piece.height * scale));
  return await dataUrlOf(await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }));
}
