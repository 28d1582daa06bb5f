export type Rgb = readonly [number, number, number];

/** From what speaks most against, over nothing, to what speaks most for. */
const SIGNED: readonly Rgb[] = [
  [142, 202, 255],
  [38, 104, 190],
  [18, 24, 28],
  [190, 92, 14],
  [255, 205, 122],
];
/** From nothing to most. */
const POSITIVE: readonly Rgb[] = [
  [12, 22, 22],
  [13, 106, 97],
  [108, 207, 192],
  [253, 248, 222],
];

/** @param share from -1 to 1 */
export function signedColour(share: number): Rgb {
  return along(SIGNED, (share + 1) / 2);
}

/** @param share from 0 to 1 */
export function positiveColour(share: number): Rgb {
  return along(POSITIVE, share);
}

/** @param share from 0 (black) to 1 (white) */
export function grayColour(share: number): Rgb {
  const value = Math.round(Math.min(1, Math.max(0, share)) * 255);
  return [value, value, value];
}

function along(stops: readonly Rgb[], share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const index = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [stops[index] as Rgb, stops[index + 1] as Rgb];
  const rest = place - index;
  const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * rest);
  return [mix(0), mix(1), mix(2)];
}

/** The largest distance from 0 among the values, or 1 where all are 0. */
export function largest(values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most || 1;
}

/** Of the values that are not 0, so many are at full colour: a single strong one would leave all others dark. */
const FULL_SHARE = 0.005;

/** The distance from 0 that all but the strongest few values keep within, or 1 where all are 0. */
export function usualLargest(values: Float32Array): number {
  const distances = values
    .map(Math.abs)
    .filter((distance) => distance > 0)
    .sort();
  return distances[Math.floor((distances.length - 1) * (1 - FULL_SHARE))] || 1;
}
