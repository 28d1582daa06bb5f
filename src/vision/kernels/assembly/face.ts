/**
 * What two networks want of a face, in one pass: the landmark network a small picture in colours, and the classifier a gray one in
 * twice the detail, which it is then cut from upright.
 */

import { cutBytes, firstTap, lastTap, mixRow, PIXEL_BYTES, pixelAt, placeTaps, storePixel } from './sampling';

/** ITU-R BT.601. */
const LUMA = f32x4(0.299, 0.587, 0.114, 0);

/** Bytes of scratch that a cut from a picture of `width` pixels needs. */
export function faceBytes(width: i32, side: i32): usize {
  return cutBytes(width, side) + (<usize>side << 3);
}

/**
 * Cuts a square out of a picture of singles and brings it to `side` x `side` pixels, as `cutBox` does.
 *
 * @param side even
 * @param gray [side, side], 0 to 255
 * @param colours [side / 2, side / 2, 3]: each pixel the mean of two by two, multiplied by `scale`, and `offset` added
 * @param scratch `faceBytes` bytes
 */
export function cutFace(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, scale: f32, offset: f32, side: i32, gray: usize, colours: usize, scratch: usize,
): void {
  cut<f32>(picture, height, width, y1, x1, y2, x2, outside, scale, offset, side, gray, colours, scratch);
}

/** The same from a packed picture. */
export function cutPackedFace(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, scale: f32, offset: f32, side: i32, gray: usize, colours: usize, scratch: usize,
): void {
  cut<u8>(picture, height, width, y1, x1, y2, x2, outside, scale, offset, side, gray, colours, scratch);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function cut<T>(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, scale: f32, offset: f32, side: i32, gray: usize, colours: usize, scratch: usize,
): void {
  const mixed = (scratch + 15) & ~15, taps = mixed + (<usize>width << 4), sums = taps + (<usize>side << 3);
  placeTaps(taps, x1, x2, width, side);
  const startY = y1 * <f32>(height - 1), scaleY = ((y2 - y1) * <f32>(height - 1)) / <f32>(side - 1);
  const first = firstTap(x1, x2, width), last = lastTap(x1, x2, width);
  const times = f32x4.splat(scale * 0.25), plus = f32x4.splat(offset), empty = f32x4.splat(outside);
  for (let row = 0; row < side; row++) {
    const isInside = mixRow<T>(picture, height, width, startY + <f32>row * scaleY, first, last, mixed);
    let sum = sums;
    for (let column = 0; column < side; column += 2) {
      const tap = taps + (<usize>column << 3);
      const left = isInside && load<i32>(tap) >= 0 ? pixelAt(mixed, tap, last) : empty;
      const right = isInside && load<i32>(tap, 8) >= 0 ? pixelAt(mixed, tap + 8, last) : empty;
      storeGray(gray, left, right);
      gray += 8;
      const both = f32x4.add(left, right);
      if (row & 1) {
        storePixel(colours, f32x4.relaxed_madd(f32x4.add(v128.load(sum), both), times, plus));
        colours += PIXEL_BYTES;
      } else {
        v128.store(sum, both);
      }
      sum += 16;
    }
  }
}

/** The gray of two pixels, side by side. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function storeGray(at: usize, left: v128, right: v128): void {
  left = f32x4.mul(left, LUMA);
  right = f32x4.mul(right, LUMA);
  const redAndGreen = v128.shuffle<f32>(left, right, 0, 4, 1, 5);
  const blue = v128.shuffle<f32>(left, right, 2, 6, 2, 6);
  const green = v128.shuffle<f32>(redAndGreen, redAndGreen, 2, 3, 2, 3);
  v128.store_lane<u64>(at, f32x4.add(f32x4.add(redAndGreen, green), blue), 0);
}

/**
 * Samples a gray square along an affine map, each pixel the mean of two by two samples; beyond the edge the last pixel goes on.
 *
 * @param a0 to b2 the sample (x, y), two for each pixel along a side, is taken from (a0 x + a1 y + a2, b0 x + b1 y + b2)
 * @param output [side, side]: multiplied by `scale`, and `offset` added
 */
export function turnGray(
  gray: usize, graySide: i32, a0: f32, a1: f32, a2: f32, b0: f32, b1: f32, b2: f32,
  scale: f32, offset: f32, output: usize, side: i32,
): void {
  const zero = f32x4.splat(0), last = f32x4.splat(<f32>(graySide - 1)), lastPair = i32x4.splat(graySide - 2);
  const rowBytes = <usize>graySide << 2;
  const acrossX = f32x4(0, a0, a1, a0 + a1), acrossY = f32x4(0, b0, b1, b0 + b1);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const right: f32 = <f32>(column << 1), down: f32 = <f32>(row << 1);
      const x = bounded(f32x4.add(f32x4.splat(a0 * right + a1 * down + a2), acrossX), zero, last);
      const y = bounded(f32x4.add(f32x4.splat(b0 * right + b1 * down + b2), acrossY), zero, last);
      const left = i32x4.min_s(i32x4.relaxed_trunc_f32x4_s(x), lastPair);
      const top = i32x4.min_s(i32x4.relaxed_trunc_f32x4_s(y), lastPair);
      const places = i32x4.add(i32x4.mul(top, i32x4.splat(graySide)), left);
      const shareX = f32x4.sub(x, f32x4.convert_i32x4_s(left)), shareY = f32x4.sub(y, f32x4.convert_i32x4_s(top));
      const above = mixed(gray, places, shareX), below = mixed(gray + rowBytes, places, shareX);
      const four = f32x4.relaxed_madd(f32x4.sub(below, above), shareY, above);
      const sum = (f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1)) +
        (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
      store<f32>(output, sum * 0.25 * scale + offset);
      output += 4;
    }
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function bounded(numbers: v128, least: v128, most: v128): v128 {
  return f32x4.min(f32x4.max(numbers, least), most);
}

/** Between four pixels of one row each and their neighbours on the right. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function mixed(row: usize, places: v128, share: v128): v128 {
  const first = v128.load_zero<u64>(row + (<usize>i32x4.extract_lane(places, 0) << 2));
  const second = v128.load_zero<u64>(row + (<usize>i32x4.extract_lane(places, 1) << 2));
  const third = v128.load_zero<u64>(row + (<usize>i32x4.extract_lane(places, 2) << 2));
  const fourth = v128.load_zero<u64>(row + (<usize>i32x4.extract_lane(places, 3) << 2));
  const upper = v128.shuffle<f32>(first, second, 0, 1, 4, 5), lower = v128.shuffle<f32>(third, fourth, 0, 1, 4, 5);
  const left = v128.shuffle<f32>(upper, lower, 0, 2, 4, 6), right = v128.shuffle<f32>(upper, lower, 1, 3, 5, 7);
  return f32x4.relaxed_madd(f32x4.sub(right, left), share, left);
}
