import { dataUrlOf } from '../../web/data-url.ts';
import type { Size } from '../overlay/rect.ts';

/** Bytes of one picture beyond which it is not carried to the engine. */
const MAX_BYTES = 20 * 1024 * 1024;
/** The same as the length of a data URL: base64 makes four characters of three bytes. */
const MAX_DATA_URL = Math.ceil(MAX_BYTES / 3) * 4 + 100;
/** The engine reduces a picture further; what is painted larger than this only costs time. */
const MAX_CANVAS_SIDE = 2048;
const FETCH_DEADLINE = 15_000;

const TOO_LARGE = 'The image is too large to be read.';
export const UNREADABLE = 'The browser does not let this image be read.';

/** A data: address as it is. Throws a sentence for the person where it is too large. */
export function wholeDataUrl(address: string): string {
  if (address.length > MAX_DATA_URL) throw new Error(TOO_LARGE);
  return address;
}

/**
 * Fetches an address with the page's own rights and returns its bytes as a data: address.
 *
 * @throws where the page may not fetch it, where it is not there, and where it is too large
 */
export async function bytesOfAddress(
  address: string,
  credentials: RequestCredentials,
  signal: AbortSignal,
): Promise<string> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(FETCH_DEADLINE)]);
  const response = await fetch(address, { credentials, cache: 'force-cache', signal: inTime });
  if (!response.ok) throw new Error(`The image could not be loaded: ${response.status}`);
  const blob = new Blob(await chunksOf(response), { type: response.headers.get('content-type') ?? '' });
  return dataUrlOf(blob);
}

/** Reads no more than is allowed, whatever the length that the server has promised. */
async function chunksOf(response: Response): Promise<Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  let total = 0;
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) return chunks;
    total += next.value.byteLength;
    if (total > MAX_BYTES) {
      await reader?.cancel();
      throw new Error(TOO_LARGE);
    }
    chunks.push(next.value);
  }
}

/**
 * Paints what an element shows to a canvas and returns that as a data: address.
 *
 * @param size of the bitmap; a larger one than the engine would look at is painted smaller
 * @throws a sentence for the person where the pixels belong to another origin, which taints the canvas
 */
export async function bytesOfDrawing(source: CanvasImageSource, size: Size): Promise<string> {
  const scale = Math.min(1, MAX_CANVAS_SIDE / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * scale));
  const height = Math.max(1, Math.round(size.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  try {
    canvas.getContext('2d')?.drawImage(source, 0, 0, width, height);
    return await dataUrlOf(await canvas.convertToBlob({ type: 'image/png' }));
  } catch {
    throw new Error(UNREADABLE);
  }
}
