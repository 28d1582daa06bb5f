import type { FaceCrop } from '../vision/types.ts';

/** Gray pixels as a canvas wants them. */
export function grayRgba({ gray }: FaceCrop): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(gray.length * 4);
  for (const [index, value] of gray.entries()) rgba.set([value, value, value, 255], index * 4);
  return rgba;
}
