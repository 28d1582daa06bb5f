/**
 * Bilinear sampling of pictures: the channels of a pixel are weighed in one vector. A picture is of singles, [height, width, 3],
 * or packed, four bytes of red, green, blue and nothing for each pixel. What comes out is always of singles.
 */

export const PIXEL_BYTES: usize = 12;

/**
 * Cuts one box and brings it to `rows` x `columns` pixels, as TensorFlow's CropAndResize does.
 *
 * @param y1, x1, y2, x2 centres of the first and the last pixel; 0 and 1 are those of the picture
 * @param outside value of what lies beyond the picture
 * @param scale, offset every number is multiplied by the one, then the other is added
 * @param scratch `cutBytes` bytes
 */
export function cutBox(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, scale: f32, offset: f32, output: usize, rows: i32, columns: i32, scratch: usize,
): void {
  cut<f32>(picture, height, width, y1, x1, y2, x2, outside, scale, offset, output, rows, columns, scratch);
}

/** The same from a packed picture. */
export function cutPackedBox(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, scale: f32, offset: f32, output: usize, rows: i32, columns: i32, scratch: usize,
): void {
  cut<u8>(picture, height, width, y1, x1, y2, x2, outside, scale, offset, output, rows, columns, scratch);
}

/** Writes each packed pixel with its first and its third byte in each other's place. */
export function swapPacked(picture: usize, pixels: i32, output: usize): void {
  let pixel = 0;
  for (; pixel + 4 <= pixels; pixel += 4) {
    const at = <usize>pixel << 2, four = v128.load(picture + at);
    v128.store(output + at, i8x16.shuffle(four, four, 2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15));
  }
  for (; pixel < pixels; pixel++) {
    const at = <usize>pixel << 2, bytes = load<u32>(picture + at);
    store<u32>(output + at, (bytes & 0xff00ff00) | ((bytes & 0xff) << 16) | ((bytes >> 16) & 0xff));
  }
}

/** Makes a packed picture half as large: each pixel is the mean of two by two, or of as many as there are at its end. */
export function halvePacked(picture: usize, height: i32, width: i32, output: usize): void {
  for (let row = 0; row < height; row += 2) {
    const upper = picture + (<usize>(row * width) << 2);
    const lower = picture + (<usize>(min(row + 1, height - 1) * width) << 2);
    for (let column = 0; column < width; column += 2) {
      const next = min(column + 1, width - 1);
      const above = f32x4.add(loadPixel<u8>(upper, column), loadPixel<u8>(upper, next));
      const below = f32x4.add(loadPixel<u8>(lower, column), loadPixel<u8>(lower, next));
      storePixel(output, f32x4.mul(f32x4.add(above, below), f32x4.splat(0.25)));
      output += PIXEL_BYTES;
    }
  }
}

/** Columns that a mixed row has beyond those of its picture: its last one again, and two that are outside. */
const BEYOND: i32 = 3;

/** Bytes of a mixed row of a picture of `width` pixels, four numbers for each. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function mixedBytes(width: i32): usize {
  return <usize>(width + BEYOND) << 4;
}

/** Bytes of scratch that a cut from a picture of `width` pixels needs. */
export function cutBytes(width: i32, columns: i32): usize {
  return mixedBytes(width) + (<usize>columns << 3) + 16;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function cut<T>(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, scale: f32, offset: f32, output: usize, rows: i32, columns: i32, scratch: usize,
): void {
  const mixed = (scratch + 15) & ~15, places = mixed + mixedBytes(width), shares = places + (<usize>columns << 2);
  const first = firstTap(x1, x2, width), last = lastTap(x1, x2, width);
  placeTaps(places, shares, x1, x2, width, columns, last);
  const startY = y1 * <f32>(height - 1), scaleY = ((y2 - y1) * <f32>(height - 1)) / <f32>(rows - 1);
  const times = f32x4.splat(scale), plus = f32x4.splat(offset);
  const empty = f32x4.splat(outside * scale + offset);
  const end = <usize>(columns - 1) << 2;
  for (let row = 0; row < rows; row++) {
    const isInside = mixRow<T>(picture, height, width, startY + <f32>row * scaleY, first, last, outside, mixed);
    // Each pixel but the last overlaps the next, which is written after it.
    for (let at: usize = 0; at < end; at += 4) {
      v128.store(output, isInside ? f32x4.relaxed_madd(pixelAt(mixed, places + at, shares + at), times, plus) : empty);
      output += PIXEL_BYTES;
    }
    storePixel(output, isInside ? f32x4.relaxed_madd(pixelAt(mixed, places + end, shares + end), times, plus) : empty);
    output += PIXEL_BYTES;
  }
}

/**
 * The picture's row at a height that may lie between two of its rows: each row that is wanted is first mixed of its neighbours,
 * then every pixel of two of that row's. After the column `last` come the same once more and two that are `outside`.
 *
 * @returns whether it lies in the picture; nothing is written where it does not
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function mixRow<T>(
  picture: usize, height: i32, width: i32, y: f32, first: i32, last: i32, outside: f32, mixed: usize,
): bool {
  if (!(y >= 0 && y <= <f32>(height - 1))) return false;
  const pixelBytes: usize = isInteger<T>() ? 4 : PIXEL_BYTES;
  const top = <i32>y, share = f32x4.splat(y - <f32>top);
  const upper = picture + <usize>(top * width) * pixelBytes;
  const lower = picture + <usize>(min(top + 1, height - 1) * width) * pixelBytes;
  let at = first, to = mixed + (<usize>first << 4);
  if (isInteger<T>()) {
    for (; at + 3 <= last; at += 4) {
      mixFour(v128.load(upper + (<usize>at << 2)), v128.load(lower + (<usize>at << 2)), share, to);
      to += 64;
    }
  }
  for (; at <= last; at++) {
    v128.store(to, between(loadPixel<T>(upper, at), loadPixel<T>(lower, at), share));
    to += 16;
  }
  const nothing = f32x4.splat(outside);
  v128.store(to, v128.load(to - 16));
  v128.store(to, nothing, 16);
  v128.store(to, nothing, 32);
  return true;
}

/** Mixes four packed pixels with those below them. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function mixFour(above: v128, below: v128, share: v128, to: usize): void {
  const a = i16x8.extend_low_i8x16_u(above), b = i16x8.extend_low_i8x16_u(below);
  v128.store(to, between(singles(i32x4.extend_low_i16x8_u(a)), singles(i32x4.extend_low_i16x8_u(b)), share));
  v128.store(to, between(singles(i32x4.extend_high_i16x8_u(a)), singles(i32x4.extend_high_i16x8_u(b)), share), 16);
  const c = i16x8.extend_high_i8x16_u(above), d = i16x8.extend_high_i8x16_u(below);
  v128.store(to, between(singles(i32x4.extend_low_i16x8_u(c)), singles(i32x4.extend_low_i16x8_u(d)), share), 32);
  v128.store(to, between(singles(i32x4.extend_high_i16x8_u(c)), singles(i32x4.extend_high_i16x8_u(d)), share), 48);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function singles(whole: v128): v128 {
  return f32x4.convert_i32x4_s(whole);
}

/** A pixel of a mixed row, by the place and the share of its tap. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function pixelAt(mixed: usize, place: usize, share: usize): v128 {
  const pair = mixed + (<usize>load<u32>(place) << 2);
  return between(v128.load(pair), v128.load(pair, 16), v128.load_splat<f32>(share));
}

/** One column more at each side than the taps need, in case that they are rounded over it. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function firstTap(x1: f32, x2: f32, width: i32): i32 {
  return min(max(<i32>(min(x1, x2) * <f32>(width - 1)) - 2, 0), width - 1);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function lastTap(x1: f32, x2: f32, width: i32): i32 {
  return max(min(<i32>(max(x1, x2) * <f32>(width - 1)) + 2, width - 1), 0);
}

/**
 * For every column of the output the column of the picture on its left, as an offset among singles, and the share of the next. What
 * lies in no column is taken from the one beyond `last` that is outside.
 */
export function placeTaps(
  places: usize, shares: usize, x1: f32, x2: f32, width: i32, columns: i32, last: i32,
): void {
  const end = <f32>(width - 1), start = x1 * end, scale = ((x2 - x1) * end) / <f32>(columns - 1);
  for (let column = 0; column < columns; column++) {
    const x = start + <f32>column * scale, isInside = x >= 0 && x <= end, left = isInside ? <i32>x : last + 2;
    store<i32>(places, left << 2);
    store<f32>(shares, isInside ? x - <f32>left : 0);
    places += 4;
    shares += 4;
  }
}

/**
 * Samples one picture along an affine map, as TensorFlow's ImageProjectiveTransform does with the fill mode "nearest".
 *
 * @param a0 to b2 the output's pixel (x, y) is taken from (a0 x + a1 y + a2, b0 x + b1 y + b2)
 */
export function turn(
  picture: usize, height: i32, width: i32, a0: f32, a1: f32, a2: f32, b0: f32, b1: f32, b2: f32,
  output: usize, outputHeight: i32, outputWidth: i32,
): void {
  const lastY = <f32>(height - 1), lastX = <f32>(width - 1);
  for (let row = 0; row < outputHeight; row++) {
    for (let column = 0; column < outputWidth; column++) {
      const x = min(max(a0 * <f32>column + a1 * <f32>row + a2, 0), lastX);
      const y = min(max(b0 * <f32>column + b1 * <f32>row + b2, 0), lastY);
      storePixel(output, sample(picture, height, width, y, x));
      output += PIXEL_BYTES;
    }
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function sample(picture: usize, height: i32, width: i32, y: f32, x: f32): v128 {
  const top = <i32>y, left = <i32>x;
  const bottom = min(top + 1, height - 1), right = min(left + 1, width - 1);
  const upper = picture + <usize>(top * width) * PIXEL_BYTES, lower = picture + <usize>(bottom * width) * PIXEL_BYTES;
  const shareX = f32x4.splat(x - <f32>left), shareY = f32x4.splat(y - <f32>top);
  const above = between(loadPixel<f32>(upper, left), loadPixel<f32>(upper, right), shareX);
  const below = between(loadPixel<f32>(lower, left), loadPixel<f32>(lower, right), shareX);
  return between(above, below, shareY);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function loadPixel<T>(row: usize, column: i32): v128 {
  if (isInteger<T>()) {
    const bytes = v128.load_zero<u32>(row + (<usize>column << 2));
    return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
  }
  const at = row + <usize>column * PIXEL_BYTES;
  return v128.load_lane<f32>(at, v128.load_zero<u64>(at), 2, 8);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function between(from: v128, to: v128, share: v128): v128 {
  return f32x4.relaxed_madd(f32x4.sub(to, from), share, from);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
export function storePixel(at: usize, pixel: v128): void {
  v128.store_lane<u64>(at, pixel, 0);
  v128.store_lane<f32>(at, pixel, 2, 8);
}
