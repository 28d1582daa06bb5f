import type { Point } from './matrix.ts';
import { placeOfReplaced } from './picture-place.ts';
import { fractionsOf, type Size } from './rect.ts';

type Painted = HTMLImageElement | HTMLCanvasElement | HTMLVideoElement;

/** Side of the square that a picture is reduced to, to see where it has holes. */
const SIDE = 32;
/** Of 255: what lets at least half of what is behind it through does not hide a face. */
const OPAQUE = 128;

let sampler: OffscreenCanvasRenderingContext2D | null | undefined;

/** The opacity of a picture in little, from 0 to 255, row by row; none where the browser lets nobody read it. */
function alphasOf(picture: Painted): Uint8ClampedArray | undefined {
  sampler ??= new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (!sampler) return undefined;
  try {
    sampler.clearRect(0, 0, SIDE, SIDE);
    sampler.drawImage(picture, 0, 0, SIDE, SIDE);
    return sampler.getImageData(0, 0, SIDE, SIDE).data.filter((_, at) => at % 4 === 3);
  } catch {
    // What was drawn taints the sampler for good; the next one is new.
    sampler = undefined;
    return undefined;
  }
}

/** An image is looked at once for each address; what is on a canvas changes. */
const known = new WeakMap<HTMLImageElement, readonly [address: string, Uint8ClampedArray | undefined]>();

function alphasOfImage(image: HTMLImageElement): Uint8ClampedArray | undefined {
  const [address, before] = known.get(image) ?? [];
  if (address === image.currentSrc) return before;
  const alphas = alphasOf(image);
  known.set(image, [image.currentSrc, alphas]);
  return alphas;
}

function naturalSize(picture: Painted): Size {
  if (picture instanceof HTMLVideoElement) return { width: picture.videoWidth, height: picture.videoHeight };
  if (picture instanceof HTMLCanvasElement) return { width: picture.width, height: picture.height };
  return { width: picture.naturalWidth, height: picture.naturalHeight };
}

/** What an element paints at a point: `unknown` where its pixels belong to another site. */
export type Paint = 'solid' | 'hole' | 'unknown';

/** Looks through a picture at a point of the viewport, which may lie beside what it paints, in its own box. */
export function paintAt(picture: Painted, { x, y }: Point): Paint {
  const { content, bitmap } = placeOfReplaced(picture, naturalSize(picture));
  const inContent = fractionsOf(content, { x, y, width: 0, height: 0 });
  const at = fractionsOf(bitmap, inContent);
  if (!(at.x >= 0 && at.x < 1 && at.y >= 0 && at.y < 1)) return 'hole';
  if (picture instanceof HTMLVideoElement) return 'solid';
  const alphas = picture instanceof HTMLImageElement ? alphasOfImage(picture) : alphasOf(picture);
  if (alphas === undefined) return isJpeg(picture) ? 'solid' : 'unknown';
  return (alphas[Math.floor(at.y * SIDE) * SIDE + Math.floor(at.x * SIDE)] ?? 0) >= OPAQUE ? 'solid' : 'hole';
}

/** That format knows no holes. */
function isJpeg(picture: Painted): boolean {
  return picture instanceof HTMLImageElement && /\.jpe?g(?:$|[?#])/i.test(picture.currentSrc);
}
