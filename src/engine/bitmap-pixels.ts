import type { Size } from '../vision/geometry.ts';

/** Four bytes for each pixel, opaque. */
export interface BitmapPixels {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly size: Size;
}

let context: OffscreenCanvasRenderingContext2D | undefined;

/**
 * One canvas for all pictures, which grows and never shrinks: for one of another size the browser takes new memory, page by page,
 * which took longer than drawing and reading together, and it collects the old one late.
 */
function canvasFor({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  context ??=
    new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true }) ??
    undefined;
  if (!context) throw new Error('The browser gives no canvas to read pixels from.');
  const { canvas } = context;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  return context;
}

/**
 * The pixels of a bitmap. Transparent parts become white, as on most pages.
 *
 * Drawn and read on the processor for every backend: `tf.browser.fromPixels` treats transparency in another way on each,
 * and the readings would differ.
 */
export function bitmapPixels(bitmap: ImageBitmap): BitmapPixels {
  const { width, height } = bitmap;
  const canvas = canvasFor(bitmap);
  canvas.fillStyle = 'white';
  canvas.fillRect(0, 0, width, height);
  canvas.drawImage(bitmap, 0, 0);
  return { rgba: canvas.getImageData(0, 0, width, height).data, size: { width, height } };
}
