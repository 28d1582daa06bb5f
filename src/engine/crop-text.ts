import type { FaceCrop } from '../vision/types.ts';

/** A crop as messages carry it: these hold JSON alone. */
export function cropText(
  crop: FaceCrop | undefined,
): { readonly side: number; readonly gray: string } | null {
  return crop === undefined ? null : { side: crop.side, gray: btoa(String.fromCharCode(...crop.gray)) };
}
