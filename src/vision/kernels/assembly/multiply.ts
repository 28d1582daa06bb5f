/**
 * Sums products for eight output channels of six places at once: twelve sums, two weights and one input value fill fifteen
 * of the sixteen vector registers that a processor without AVX-512 has. Multiplication and addition are one instruction
 * ("relaxed SIMD"), which is where this is faster than kernels that must run on any browser.
 */

export const CHANNELS: i32 = 8;
const PIXELS: i32 = 6;
export const BLOCK_BYTES: usize = 32;

// @ts-ignore: a decorator of AssemblyScript
@inline
export function blocksOf(channels: i32): i32 {
  return (channels + CHANNELS - 1) / CHANNELS;
}

/**
 * At each place, meets `rows` unbroken runs of `run` numbers, `rowBytes` apart, with the weights of every channel.
 *
 * @param places an address (u32) for each of `pixels` outputs
 * @param packed weights [blocks of eight channels, rows, run, 8]
 * @param bias one number for each channel of every block
 * @param output [pixels, channels]; each sum is brought between `lowest` and `highest`
 * @param added [pixels, addedChannels] is added to each sum before that; channels that it lacks are 0
 */
export function multiply(
  places: usize, pixels: i32, packed: usize, bias: usize, output: usize,
  rows: i32, run: i32, rowBytes: usize, channels: i32, lowest: f32, highest: f32,
  added: usize = 0, addedChannels: i32 = 0,
): void {
  const least = f32x4.splat(lowest), most = f32x4.splat(highest);
  const runEnd = <usize>run << 2;
  const outBytes = <usize>channels << 2;
  const fromBytes = <usize>addedChannels << 2;
  const end = pixels - 1;
  for (let first = 0; first < channels; first += CHANNELS) {
    const left = channels - first;
    const out = output + (<usize>first << 2);
    const low = v128.load(bias + (<usize>first << 2));
    const high = v128.load(bias + (<usize>first << 2), 16);
    const leftToAdd = addedChannels - first, from = added + (<usize>first << 2);
    const lowMask = firstLanes(leftToAdd), highMask = firstLanes(leftToAdd - 4);
    for (let pixel = 0; pixel < pixels; pixel += PIXELS) {
      // Past the end the last pixel is computed again and stored on itself.
      const i1 = min(pixel + 1, end), i2 = min(pixel + 2, end), i3 = min(pixel + 3, end);
      const i4 = min(pixel + 4, end), i5 = min(pixel + 5, end);
      let p0 = placeOf(places, pixel), p1 = placeOf(places, i1), p2 = placeOf(places, i2);
      let p3 = placeOf(places, i3), p4 = placeOf(places, i4), p5 = placeOf(places, i5);
      let a0 = low, b0 = high, a1 = low, b1 = high, a2 = low, b2 = high;
      let a3 = low, b3 = high, a4 = low, b4 = high, a5 = low, b5 = high;
      let weight = packed;
      for (let row = 0; row < rows; row++) {
        for (let at: usize = 0; at < runEnd; at += 4) {
          const wa = v128.load(weight), wb = v128.load(weight, 16);
          weight += BLOCK_BYTES;
          let x = v128.load_splat<f32>(p0 + at);
          a0 = f32x4.relaxed_madd(x, wa, a0); b0 = f32x4.relaxed_madd(x, wb, b0);
          x = v128.load_splat<f32>(p1 + at);
          a1 = f32x4.relaxed_madd(x, wa, a1); b1 = f32x4.relaxed_madd(x, wb, b1);
          x = v128.load_splat<f32>(p2 + at);
          a2 = f32x4.relaxed_madd(x, wa, a2); b2 = f32x4.relaxed_madd(x, wb, b2);
          x = v128.load_splat<f32>(p3 + at);
          a3 = f32x4.relaxed_madd(x, wa, a3); b3 = f32x4.relaxed_madd(x, wb, b3);
          x = v128.load_splat<f32>(p4 + at);
          a4 = f32x4.relaxed_madd(x, wa, a4); b4 = f32x4.relaxed_madd(x, wb, b4);
          x = v128.load_splat<f32>(p5 + at);
          a5 = f32x4.relaxed_madd(x, wa, a5); b5 = f32x4.relaxed_madd(x, wb, b5);
        }
        p0 += rowBytes; p1 += rowBytes; p2 += rowBytes; p3 += rowBytes; p4 += rowBytes; p5 += rowBytes;
      }
      if (leftToAdd > 0) {
        a0 = f32x4.add(a0, v128.and(v128.load(from + <usize>pixel * fromBytes), lowMask)); b0 = f32x4.add(b0, v128.and(v128.load(from + <usize>pixel * fromBytes, 16), highMask));
        a1 = f32x4.add(a1, v128.and(v128.load(from + <usize>i1 * fromBytes), lowMask)); b1 = f32x4.add(b1, v128.and(v128.load(from + <usize>i1 * fromBytes, 16), highMask));
        a2 = f32x4.add(a2, v128.and(v128.load(from + <usize>i2 * fromBytes), lowMask)); b2 = f32x4.add(b2, v128.and(v128.load(from + <usize>i2 * fromBytes, 16), highMask));
        a3 = f32x4.add(a3, v128.and(v128.load(from + <usize>i3 * fromBytes), lowMask)); b3 = f32x4.add(b3, v128.and(v128.load(from + <usize>i3 * fromBytes, 16), highMask));
        a4 = f32x4.add(a4, v128.and(v128.load(from + <usize>i4 * fromBytes), lowMask)); b4 = f32x4.add(b4, v128.and(v128.load(from + <usize>i4 * fromBytes, 16), highMask));
        a5 = f32x4.add(a5, v128.and(v128.load(from + <usize>i5 * fromBytes), lowMask)); b5 = f32x4.add(b5, v128.and(v128.load(from + <usize>i5 * fromBytes, 16), highMask));
      }
      keep(out + <usize>pixel * outBytes, a0, b0, left, least, most);
      keep(out + <usize>i1 * outBytes, a1, b1, left, least, most);
      keep(out + <usize>i2 * outBytes, a2, b2, left, least, most);
      keep(out + <usize>i3 * outBytes, a3, b3, left, least, most);
      keep(out + <usize>i4 * outBytes, a4, b4, left, least, most);
      keep(out + <usize>i5 * outBytes, a5, b5, left, least, most);
    }
    packed += <usize>(rows * run) * BLOCK_BYTES;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function placeOf(places: usize, pixel: i32): usize {
  return <usize>load<u32>(places + (<usize>pixel << 2));
}

/** All bits of as many lanes, and none of the rest. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function firstLanes(count: i32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3));
}

/** Brings numbers between two others. One that is not a number stays none: it comes second. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function within(numbers: v128, least: v128, most: v128): v128 {
  return f32x4.relaxed_min(most, f32x4.relaxed_max(least, numbers));
}

/** Stores as many of eight sums as are `left`, each brought between `least` and `most`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function keep(at: usize, low: v128, high: v128, left: i32, least: v128, most: v128): void {
  low = within(low, least, most);
  high = within(high, least, most);
  if (left >= CHANNELS) {
    v128.store(at, low);
    v128.store(at, high, 16);
  } else {
    keepSome(at, low, high, left);
  }
}

function keepSome(at: usize, low: v128, high: v128, left: i32): void {
  if (left >= 4) {
    v128.store(at, low);
    at += 16;
    low = high;
    left -= 4;
  }
  if (left > 0) v128.store_lane<f32>(at, low, 0);
  if (left > 1) v128.store_lane<f32>(at, low, 1, 4);
  if (left > 2) v128.store_lane<f32>(at, low, 2, 8);
}
