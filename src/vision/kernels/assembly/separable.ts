/**
 * One block of a network of separable convolutions (Bazarevsky et al., "BlazeFace", 2019): a depthwise 3 x 3 and a pointwise
 * convolution, a shortcut around both, ReLU. A few rows go through all of it while they lie in the fastest cache.
 */

import { convolveRows } from './depthwise';
import { layIntoFrame } from './frame';
import { BLOCK_BYTES, blocksOf, multiply } from './multiply';

/** Pixels that go through together. */
const TOGETHER: i32 = 64;

// @ts-ignore: a decorator of AssemblyScript
@inline
function rowsTogether(width: i32, height: i32): i32 {
  return min(height, max(1, TOGETHER / width));
}

/** Bytes that `convolveSeparable` needs for itself. */
export function separableBytes(framed: i32, height: i32, width: i32, inputs: i32, outputs: i32): usize {
  const pixels = <usize>(rowsTogether(width, height) * width);
  return (<usize>framed << 2) + (pixels << 2) * <usize>(inputs + 1) + <usize>blocksOf(outputs) * BLOCK_BYTES + 64;
}

/**
 * @param filter depthwise, [3, 3, inputs]
 * @param packed pointwise, as `packFilter` makes it
 * @param shortcut [batch, outputHeight, outputWidth, shortcuts], at most as many channels as outputs; those that it lacks are 0
 * @param scratch `separableBytes` bytes, for one framed picture
 */
export function convolveSeparable(
  input: usize, batch: i32, height: i32, width: i32, inputs: i32, filter: usize, stride: i32, padTop: i32, padLeft: i32,
  framedHeight: i32, framedWidth: i32, packed: usize, bias: usize, shortcut: usize, shortcuts: i32,
  output: usize, outputHeight: i32, outputWidth: i32, outputs: i32, scratch: usize,
): void {
  const together = rowsTogether(outputWidth, outputHeight);
  const pixelBytes = <usize>inputs << 2, rowBytes = <usize>framedWidth * pixelBytes;
  const fullBias = (scratch + 15) & ~15;
  const rows = fullBias + <usize>blocksOf(outputs) * BLOCK_BYTES;
  const places = rows + <usize>(together * outputWidth) * pixelBytes;
  const frame = places + (<usize>(together * outputWidth) << 2);
  memory.fill(fullBias, 0, <usize>blocksOf(outputs) * BLOCK_BYTES);
  memory.copy(fullBias, bias, <usize>outputs << 2);
  for (let i = 0; i < together * outputWidth; i++) {
    store<u32>(places + (<usize>i << 2), <u32>rows + <u32>i * <u32>pixelBytes);
  }
  for (let picture = 0; picture < batch; picture++) {
    layIntoFrame(input, 1, height, <usize>width * pixelBytes, frame, framedHeight, rowBytes, padTop,
      <usize>padLeft * pixelBytes);
    input += <usize>(height * width) * pixelBytes;
    for (let y = 0; y < outputHeight; y += together) {
      const count = min(together, outputHeight - y), pixels = count * outputWidth;
      convolveRows(frame + <usize>(y * stride) * rowBytes, rowBytes, inputs, filter, stride, rows, count, outputWidth);
      multiply(places, pixels, packed, fullBias, output, 1, inputs, 0, outputs, 0, Infinity, shortcut, shortcuts);
      output += <usize>(pixels * outputs) << 2;
      shortcut += <usize>(pixels * shortcuts) << 2;
    }
  }
}
