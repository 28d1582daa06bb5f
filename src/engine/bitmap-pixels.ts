import type { Size } from '../vision/geometry.ts';
import type { ChannelOrder } from '../vision/packed-pixels.ts';

const PIXEL_BYTES = 4;

export interface BitmapPixels {
  /** Three channels and a byte that says nothing for each pixel. */
  readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  readonly order: ChannelOrder;
}

/** Where the pixels of one picture after the other lie: browsers are late to collect a buffer for each. */
let lent = new Uint8ClampedArray(0);
let context: OffscreenCanvasRenderingContext2D | undefined;

/** Lends as many bytes, until the next call. */
function borrowBytes(count: number): Uint8ClampedArray<ArrayBuffer> {
  if (lent.length < count) lent = new Uint8ClampedArray(count);
  return lent.subarray(0, count);
}

/**
 * One canvas for all pictures, which grows and never shrinks: for one of another size the browser takes new memory, page by page,
 * which took longer than drawing and reading together.
 */
function canvasFor({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  context ??=
    new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true }) ??
    undefined;
  if (!context) throw new Error('The browser gives no canvas to draw a picture on.');
  const { canvas } = context;
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  return context;
}

/** The picture on white, as transparent parts are seen on most pages. */
function onWhite(bitmap: ImageBitmap): OffscreenCanvasRenderingContext2D {
  const canvas = canvasFor(bitmap);
  canvas.fillStyle = 'white';
  canvas.fillRect(0, 0, bitmap.width, bitmap.height);
  canvas.drawImage(bitmap, 0, 0);
  return canvas;
}

/** Formats of a frame whose bytes we know. */
const ORDERS: Readonly<Partial<Record<VideoPixelFormat, ChannelOrder>>> = {
  RGBX: 'rgb',
  RGBA: 'rgb',
  BGRX: 'bgr',
  BGRA: 'bgr',
};

/**
 * Copies the upper left of a frame into the lent bytes, as they are: to have them in another order the browser would take new
 * memory each time. Undefined where their order is none that we know.
 */
async function copyFrame(frame: VideoFrame, { width, height }: Size): Promise<BitmapPixels | undefined> {
  const order = frame.format && ORDERS[frame.format];
  if (!order) return undefined;
  const bytes = borrowBytes(width * height * PIXEL_BYTES);
  const rect = { x: 0, y: 0, width, height };
  await frame.copyTo(bytes, { rect, layout: [{ offset: 0, stride: width * PIXEL_BYTES }] });
  return { bytes, order };
}

/** Copies from the canvas; undefined where the browser cannot. */
async function copyFrom(canvas: OffscreenCanvas, size: Size): Promise<BitmapPixels | undefined> {
  if (typeof VideoFrame === 'undefined') return undefined;
  let frame: VideoFrame | undefined;
  try {
    frame = new VideoFrame(canvas, { timestamp: 0 });
    return await copyFrame(frame, size);
  } catch {
    return undefined;
  } finally {
    frame?.close();
  }
}

/**
 * The pixels of a bitmap, good until the next call. Transparent parts become white.
 *
 * Drawn and read on the processor for every backend: `tf.browser.fromPixels` treats transparency in another way on each, and
 * the readings would differ. Copied by a video frame of the canvas, which needs no memory of its own, where the browser has
 * them; a frame of the bitmap itself would lie on its side where a camera was held so.
 */
export async function bitmapPixels(bitmap: ImageBitmap): Promise<BitmapPixels> {
  const canvas = onWhite(bitmap);
  const copied = await copyFrom(canvas.canvas, bitmap);
  return copied ?? { bytes: canvas.getImageData(0, 0, bitmap.width, bitmap.height).data, order: 'rgb' };
}
