import { layIntoFrame } from './frame';

/**
 * Depthwise convolution (each channel with its own 3 x 3 filter) of [batch, height, width, channels] maps with at least
 * four channels, without bias. Four channels go along a row of the output together, with their nine weights in registers;
 * where the channels are no multiple of four, the last four overlap those before.
 *
 * @param frame memory for the input in its frame of zeros
 */
export function convolveDepthwise(
  input: usize, batch: i32, height: i32, width: i32, channels: i32, filter: usize,
  stride: i32, padTop: i32, padLeft: i32, framedHeight: i32, framedWidth: i32,
  output: usize, outputHeight: i32, outputWidth: i32, frame: usize,
): void {
  const pixelBytes = <usize>channels << 2;
  const rowBytes = <usize>framedWidth * pixelBytes;
  const isFramed = framedHeight != height || framedWidth != width;
  if (isFramed) {
    layIntoFrame(input, batch, height, <usize>width * pixelBytes, frame, framedHeight, rowBytes, padTop,
      <usize>padLeft * pixelBytes);
    input = frame;
  }
  for (let picture = 0; picture < batch; picture++) {
    const from = input + <usize>(picture * framedHeight) * rowBytes;
    convolveRows(from, rowBytes, channels, filter, stride, output, outputHeight, outputWidth);
    output += <usize>(outputHeight * outputWidth) * pixelBytes;
  }
}

/** Rows of the output, of an input that lies in its frame. */
export function convolveRows(
  from: usize, rowBytes: usize, channels: i32, filter: usize, stride: i32, output: usize, rows: i32, width: i32,
): void {
  const pixelBytes = <usize>channels << 2;
  for (let row = 0; row < rows; row++) {
    for (let first = 0; first < channels; first += 4) {
      const channel = <usize>min(first, channels - 4) << 2;
      convolveRow(from + channel, rowBytes, <usize>stride * pixelBytes, filter + channel, pixelBytes,
        output + channel, width);
    }
    from += <usize>stride * rowBytes;
    output += <usize>width * pixelBytes;
  }
}

function convolveRow(
  upper: usize, rowBytes: usize, step: usize, filter: usize, pixelBytes: usize, output: usize, pixels: i32,
): void {
  const w0 = v128.load(filter);
  const w1 = v128.load(filter + pixelBytes);
  const w2 = v128.load(filter + 2 * pixelBytes);
  const w3 = v128.load(filter + 3 * pixelBytes);
  const w4 = v128.load(filter + 4 * pixelBytes);
  const w5 = v128.load(filter + 5 * pixelBytes);
  const w6 = v128.load(filter + 6 * pixelBytes);
  const w7 = v128.load(filter + 7 * pixelBytes);
  const w8 = v128.load(filter + 8 * pixelBytes);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const middle = upper + rowBytes, lower = middle + rowBytes;
    let sum = f32x4.mul(v128.load(upper), w0);
    let other = f32x4.mul(v128.load(middle), w3);
    let third = f32x4.mul(v128.load(lower), w6);
    sum = f32x4.relaxed_madd(v128.load(upper + pixelBytes), w1, sum);
    other = f32x4.relaxed_madd(v128.load(middle + pixelBytes), w4, other);
    third = f32x4.relaxed_madd(v128.load(lower + pixelBytes), w7, third);
    sum = f32x4.relaxed_madd(v128.load(upper + 2 * pixelBytes), w2, sum);
    other = f32x4.relaxed_madd(v128.load(middle + 2 * pixelBytes), w5, other);
    third = f32x4.relaxed_madd(v128.load(lower + 2 * pixelBytes), w8, third);
    v128.store(output, f32x4.add(sum, f32x4.add(other, third)));
    upper += step;
    output += pixelBytes;
  }
}
