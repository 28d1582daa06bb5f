import type { ImageSource } from '../../messaging/protocol.ts';
import type { Size } from '../overlay/rect.ts';
import { bytesOfAddress, bytesOfDrawing, wholeDataUrl } from './page-bytes.ts';

const WEB_ADDRESS = /^https?:/i;

/** The address where the engine can fetch it itself; otherwise the bytes, as only the page can give them. */
export async function pixelsOfImage(image: HTMLImageElement, signal: AbortSignal): Promise<ImageSource> {
  const address = image.currentSrc;
  if (WEB_ADDRESS.test(address)) {
    return { kind: 'address', url: address, credentials: credentialsOf(image) };
  }
  if (/^data:/i.test(address)) return { kind: 'bytes', dataUrl: wholeDataUrl(address) };
  return pixelsFromPage(image, signal);
}

/**
 * The bytes behind the image's address, fetched as the page would (its cache, its Referer, its rights); where that is
 * refused, what the element shows, painted to a canvas.
 */
export async function pixelsFromPage(image: HTMLImageElement, signal: AbortSignal): Promise<ImageSource> {
  try {
    // Without cookies for other origins: most that are open to all are open only to requests without.
    const credentials = image.crossOrigin === 'use-credentials' ? 'include' : 'same-origin';
    return { kind: 'bytes', dataUrl: await bytesOfAddress(image.currentSrc, credentials, signal) };
  } catch {
    signal.throwIfAborted();
    return { kind: 'bytes', dataUrl: await bytesOfDrawing(image, naturalSize(image)) };
  }
}

function naturalSize({ naturalWidth: width, naturalHeight: height }: HTMLImageElement): Size {
  return { width, height };
}

/** As the page itself asked: HTML, section 2.5.6 (CORS settings attributes). */
function credentialsOf(image: HTMLImageElement): 'include' | 'same-origin' {
  return image.crossOrigin === 'anonymous' ? 'same-origin' : 'include';
}
