import type { ImageSource } from '../../../messaging/protocol.ts';
import { placeOfReplaced } from '../../overlay/picture-place.ts';
import type { Picture } from '../../picture.ts';
import { bytesOfDrawing, UNREADABLE } from '../page-bytes.ts';
import { isBlank, sampleOf } from './canvas-sample.ts';

/** A hidden page paints no frames. */
const FRAME_DEADLINE = 2000;

/** Calls in the next frame, after what the page itself draws in it. */
function inNextFrame<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(FRAME_DEADLINE)]);
    inTime.addEventListener('abort', () => reject(inTime.reason), { once: true });
    requestAnimationFrame(() => resolve(act()));
  });
}

/**
 * What a canvas shows, at the moment at which it is asked for.
 *
 * @throws a sentence where the canvas is tainted, or where its pixels are gone because they were drawn some frames ago
 */
async function pixelsOf(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<ImageSource> {
  const draw = async () => {
    if (isBlank(sampleOf(canvas))) throw new Error(UNREADABLE);
    return bytesOfDrawing(canvas, canvas);
  };
  return { kind: 'bytes', dataUrl: await inNextFrame(draw, signal) };
}

export function canvasPicture(canvas: HTMLCanvasElement): Picture {
  const size = { width: canvas.width, height: canvas.height };
  return {
    element: canvas,
    address: '',
    ...size,
    pixels: (signal) => pixelsOf(canvas, signal),
    pixelsFromPage: (signal) => pixelsOf(canvas, signal),
    place: () => placeOfReplaced(canvas, size),
  };
}
