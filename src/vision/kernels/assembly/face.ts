/**
 * What two networks want of a face, in one pass: the landmark network a small picture in colours, and the classifier a gray one in
 * twice the detail, which it is then cut from upright.
 */

import { firstTap, lastTap, mixedBytes, mixRow, PIXEL_BYTES, pixelAt, placeTaps, storePixel } from './sampling';

/** ITU-R BT.601. */
const LUMA = f32x4(0.299, 0.587, 0.114, 0);

/** Bytes of scratch that a cut from a picture of `width` pixels needs: two rows in colours, one in gray, and the taps. */
export function faceBytes(width: i32, side: i32): usize {
  return (mixedBytes(width) << 1) + (mixedBytes(width) >> 2) + (<usize>side << 3) + 32;
}

/**
 * Cuts a square out of a picture of singles and brings it to `side` x `side` pixels, as `cutBox` does.
 *
 * @param side a multiple of four
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
  const upper = (scratch + 15) & ~15, lower = upper + mixedBytes(width), grayRow = lower + mixedBytes(width);
  const places = (grayRow + (mixedBytes(width) >> 2) + 15) & ~15, shares = places + (<usize>side << 2);
  const first = firstTap(x1, x2, width), last = lastTap(x1, x2, width);
  placeTaps(places, shares, x1, x2, width, side, last);
  const startY = y1 * <f32>(height - 1), scaleY = ((y2 - y1) * <f32>(height - 1)) / <f32>(side - 1);
  const times = f32x4.splat(scale * 0.25), plus = f32x4.splat(offset);
  const rowBytes = <usize>side << 2;
  for (let row = 0; row < side; row += 2) {
    mixBoth<T>(picture, height, width, startY + <f32>row * scaleY, first, last, outside, upper, grayRow);
    spreadGray(grayRow, places, shares, rowBytes, gray);
    gray += rowBytes;
    mixBoth<T>(picture, height, width, startY + <f32>(row + 1) * scaleY, first, last, outside, lower, grayRow);
    spreadGray(grayRow, places, shares, rowBytes, gray);
    gray += rowBytes;
    for (let at = <usize>first << 4; at <= <usize>(last + 3) << 4; at += 16) {
      v128.store(upper + at, f32x4.add(v128.load(upper + at), v128.load(lower + at)));
    }
    for (let at: usize = 0; at < rowBytes; at += 8) {
      const sum = f32x4.add(pixelAt(upper, places + at, shares + at), pixelAt(upper, places + at + 4, shares + at + 4));
      storePixel(colours, f32x4.relaxed_madd(sum, times, plus));
      colours += PIXEL_BYTES;
    }
  }
}

/** Mixes a row in colours, and the same in gray; beyond the picture both are `outside`. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function mixBoth<T>(
  picture: usize, height: i32, width: i32, y: f32, first: i32, last: i32, outside: f32, mixed: usize, gray: usize,
): void {
  if (!mixRow<T>(picture, height, width, y, first, last, outside, mixed)) {
    const nothing = f32x4.splat(outside);
    for (let at = first; at <= last + 3; at++) v128.store(mixed + (<usize>at << 4), nothing);
  }
  for (let at = first; at < last + 3; at += 2) {
    const pair = mixed + (<usize>at << 4);
    storeGray(gray + (<usize>at << 2), v128.load(pair), v128.load(pair, 16));
  }
  store<f32>(gray + (<usize>(last + 2) << 2), outside);
  store<f32>(gray + (<usize>(last + 3) << 2), outside);
}

/** Four numbers at a time of a gray row, each between two of its columns. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function spreadGray(gray: usize, places: usize, shares: usize, bytes: usize, to: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const place = places + at;
    const one = v128.load_lane<u64>(gray + load<u32>(place, 4), v128.load_zero<u64>(gray + load<u32>(place)), 1);
    const two = v128.load_lane<u64>(gray + load<u32>(place, 12), v128.load_zero<u64>(gray + load<u32>(place, 8)), 1);
    const left = v128.shuffle<f32>(one, two, 0, 2, 4, 6), right = v128.shuffle<f32>(one, two, 1, 3, 5, 7);
    v128.store(to + at, f32x4.relaxed_madd(f32x4.sub(right, left), v128.load(shares + at), left));
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
