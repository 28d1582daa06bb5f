/**
 * Half-precision numbers (IEEE 754 binary16, little-endian) as single-precision ones. Every finite half has an exact
 * single. Float16Array does the same, but only in browsers younger than those that Mien supports.
 */
export function halfToSingle(halves: DataView): Float32Array {
  const singles = new Float32Array(halves.byteLength / 2);
  for (let i = 0; i < singles.length; i++) singles[i] = single(halves.getUint16(2 * i, true));
  return singles;
}

function single(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}
