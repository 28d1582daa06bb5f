/** Bilinear sampling of pictures with three channels, [height, width, 3]: all three are weighed in one vector. */

const PIXEL_BYTES: usize = 12;

/**
 * Cuts one box and brings it to `side` x `side` pixels, as TensorFlow's CropAndResize does.
 *
 * @param y1, x1, y2, x2 centres of the first and the last pixel; 0 and 1 are those of the picture
 * @param outside value of what lies beyond the picture
 */
export function cutBox(
  picture: usize, height: i32, width: i32, y1: f32, x1: f32, y2: f32, x2: f32,
  outside: f32, output: usize, side: i32,
): void {
  const steps = <f32>(side - 1);
  const scaleY = ((y2 - y1) * <f32>(height - 1)) / steps;
  const scaleX = ((x2 - x1) * <f32>(width - 1)) / steps;
  const lastY = <f32>(height - 1), lastX = <f32>(width - 1);
  const empty = f32x4.splat(outside);
  for (let row = 0; row < side; row++) {
    const y = y1 * lastY + <f32>row * scaleY;
    const isRowInside = y >= 0 && y <= lastY;
    for (let column = 0; column < side; column++) {
      const x = x1 * lastX + <f32>column * scaleX;
      const isInside = isRowInside && x >= 0 && x <= lastX;
      storePixel(output, isInside ? sample(picture, height, width, y, x) : empty);
      output += PIXEL_BYTES;
    }
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
  const above = between(loadPixel(upper, left), loadPixel(upper, right), shareX);
  const below = between(loadPixel(lower, left), loadPixel(lower, right), shareX);
  return between(above, below, shareY);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function loadPixel(row: usize, column: i32): v128 {
  const at = row + <usize>column * PIXEL_BYTES;
  return v128.load_lane<f32>(at, v128.load_zero<u64>(at), 2, 8);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function between(from: v128, to: v128, share: v128): v128 {
  return f32x4.add(from, f32x4.mul(f32x4.sub(to, from), share));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function storePixel(at: usize, pixel: v128): void {
  v128.store_lane<u64>(at, pixel, 0);
  v128.store_lane<f32>(at, pixel, 2, 8);
}
