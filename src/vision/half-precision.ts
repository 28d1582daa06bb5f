/**
 * Half-precision numbers (IEEE 754 binary16, little-endian) as single-precision ones. Every finite half has an exact
 * single. Float16Array does the same, but only in browsers younger than those that Mien supports.
 */
export function halfToSingle(halves: DataView): Float32Array {
  const bits = new Uint32Array(halves.byteLength / 2);
  for (let i = 0; i < bits.length; i++) bits[i] = singleBits(halves.getUint16(2 * i, true));
  return new Float32Array(bits.buffer);
}

/** Sign, exponent and fraction of a half, where a single has them; in whole numbers, which is many times faster. */
function singleBits(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return subnormalBits(sign, fraction);
  if (exponent === 31) return sign | 0x7f800000 | (fraction << 13);
  return sign | ((exponent + 112) << 23) | (fraction << 13);
}

/** Halves below 2^-14 have no leading one; as singles all but zero have one. */
function subnormalBits(sign: number, fraction: number): number {
  if (fraction === 0) return sign;
  const shift = Math.clz32(fraction) - 21;
  return sign | ((113 - shift) << 23) | (((fraction << shift) & 0x3ff) << 13);
}
