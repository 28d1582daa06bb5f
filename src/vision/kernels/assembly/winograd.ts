/**
 * Convolution with small filters by minimal filtering (Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2016).
 * A span of six inputs along a side gives four outputs of a filter with three taps, F(4 x 4, 3 x 3): 36 products for each pair of
 * channels instead of 144. A span of five gives four outputs of two taps, F(4 x 4, 2 x 2), 25 instead of 64; one of four gives two of
 * three, F(2 x 2, 3 x 3), 16 instead of 36, with a filter of less than half the size.
 *
 * A filter that strides is taken for one of stride 1 on a map with the phases of each stride beside each other as channels:
 * 5 x 5 at stride 2 becomes 3 x 3 on four times the channels, 7 x 7 at stride 4 becomes 2 x 2 on sixteen times, a few of the weights zero.
 */

import { layIntoFrame } from './frame';
import { BLOCK_BYTES, blocksOf, multiply, within } from './multiply';
import { inputToFive, inputToFour, inputToSix, toOutputs, transformTaps } from './winograd-transforms';

const VECTOR: usize = 16;
/** Tiles that are worked on together: their transforms stay in the cache. */
const MOST_TILES: i32 = 24;
/** Numbers between the maps of two positions, so that they do not fall on the same lines of the cache. */
const APART: usize = 16;

/** Outputs that a span gives along a side. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function tileOf(span: i32): i32 {
  return span == 4 ? 2 : 4;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function tapsOf(span: i32): i32 {
  return span == 5 ? 2 : 3;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function tilesAlong(pixels: i32, span: i32): i32 {
  return (pixels + tileOf(span) - 1) / tileOf(span);
}

/** Bytes of the transformed filter of [side, side, inputs, outputs]. */
export function winogradFilterBytes(span: i32, stride: i32, inputs: i32, outputs: i32): usize {
  return <usize>(span * span * stride * stride * inputs * blocksOf(outputs)) * BLOCK_BYTES;
}

/**
 * Transforms a filter [side, side, inputs, outputs], whose side is at most as many strides as the span has taps, into the order
 * [positions, blocks of eight outputs, phases and inputs, 8].
 *
 * @param span 4, 5 or 6
 * @param scratch 432 bytes
 */
export function packWinograd(
  filter: usize, span: i32, side: i32, stride: i32, inputs: i32, outputs: i32, packed: usize, scratch: usize,
): void {
  const depth = stride * stride * inputs, count = <usize>tapsOf(span), positions = <usize>span;
  const positionBytes = <usize>(depth * blocksOf(outputs)) * BLOCK_BYTES;
  const taps = scratch, half = scratch + 9 * VECTOR;
  for (let phase = 0; phase < stride * stride; phase++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output += 4) {
        gatherTaps(filter, <i32>count, side, stride, phase, inputs, input, outputs, output, taps);
        const to = packed + <usize>((output >> 3) * depth + phase * inputs + input) * BLOCK_BYTES + (output & 4 ? VECTOR : 0);
        for (let i: usize = 0; i < count; i++) {
          transformTaps(span, taps + i * VECTOR, count * VECTOR, half + i * VECTOR, count * VECTOR);
        }
        for (let i: usize = 0; i < positions; i++) {
          transformTaps(span, half + i * count * VECTOR, VECTOR, to + i * positions * positionBytes, positionBytes);
        }
      }
    }
  }
}

/** The taps of one phase and input for four outputs, `count` along a side; what lies beyond the filter is zero. */
function gatherTaps(
  filter: usize, count: i32, side: i32, stride: i32, phase: i32, inputs: i32, input: i32, outputs: i32, output: i32,
  taps: usize,
): void {
  for (let tap = 0; tap < count * count; tap++) {
    const row = (tap / count) * stride + phase / stride, column = (tap % count) * stride + phase % stride;
    const isInside = row < side && column < side;
    const at = filter + (<usize>(((row * side + column) * inputs + input) * outputs + output) << 2);
    for (let lane = 0; lane < 4; lane++) {
      const value = isInside && output + lane < outputs ? load<f32>(at + (<usize>lane << 2)) : 0;
      store<f32>(taps + <usize>tap * VECTOR + (<usize>lane << 2), value);
    }
  }
}

/** Height and width that the framed input of `convolveWinograd` has along one side. */
export function winogradFramed(span: i32, pixels: i32, stride: i32): i32 {
  return (tilesAlong(pixels, span) * tileOf(span) + tapsOf(span) - 1) * stride;
}

/** Bytes that `convolveWinograd` needs for itself. */
export function winogradBytes(span: i32, framed: i32, tiles: i32, depth: i32, outputs: i32): usize {
  const together = <usize>min(tiles, MOST_TILES), positions = <usize>(span * span);
  const transforms = positions * (together * <usize>(depth + (blocksOf(outputs) << 3)) + 2 * APART);
  return ((<usize>framed + transforms) << 2) + <usize>blocksOf(outputs) * BLOCK_BYTES * 2 + together * 4 + positions * VECTOR + 128;
}

/**
 * @param inputChannels a multiple of four, times the stride
 * @param packed as `packWinograd` makes it, with the same span
 * @param bias 0 where there is none
 * @param added of the output's shape, is added to it before it is brought between `least` and `most`; 0 where there is nothing to add
 * @param scratch `winogradBytes` bytes
 */
export function convolveWinograd(
  span: i32, input: usize, batch: i32, height: i32, width: i32, inputChannels: i32, packed: usize, bias: usize, added: usize,
  stride: i32, padTop: i32, padLeft: i32, output: usize, outputHeight: i32, outputWidth: i32, outputChannels: i32,
  least: f32, most: f32, scratch: usize,
): void {
  const tile = tileOf(span), positions = span * span;
  const rows = tilesAlong(outputHeight, span), columns = tilesAlong(outputWidth, span);
  const framedHeight = winogradFramed(span, outputHeight, stride), framedWidth = winogradFramed(span, outputWidth, stride);
  const depth = stride * stride * inputChannels, width8 = blocksOf(outputChannels) << 3;
  const tiles = batch * rows * columns, together = min(tiles, MOST_TILES);
  const pixelBytes = <usize>inputChannels << 2;
  const corner = (scratch + 15) & ~15;
  const nothing = corner + <usize>positions * VECTOR;
  const fullBias = nothing + (<usize>width8 << 2);
  const transformed = fullBias + (<usize>width8 << 2);
  const inStep = (<usize>(together * depth) + APART) << 2, outStep = (<usize>(together * width8) + APART) << 2;
  const products = transformed + <usize>positions * inStep;
  const frame = products + <usize>positions * outStep;
  const places = frame + <usize>(batch * framedHeight * framedWidth) * pixelBytes;
  memory.fill(nothing, 0, <usize>width8 << 3);
  if (bias != 0) memory.copy(fullBias, bias, <usize>outputChannels << 2);
  layIntoFrame(input, batch, height, <usize>width * pixelBytes, frame, framedHeight, <usize>framedWidth * pixelBytes,
    padTop, <usize>padLeft * pixelBytes);
  for (let first = 0; first < tiles; first += together) {
    const count = min(together, tiles - first);
    for (let i = 0; i < count; i++) {
      const at = first + i;
      const picture = at / (rows * columns), row = (at / columns) % rows, column = at % columns;
      const from = frame + <usize>((picture * framedHeight + row * tile * stride) * framedWidth + column * tile * stride) * pixelBytes;
      transformTile(span, from, stride, <usize>framedWidth * pixelBytes, <usize>stride * pixelBytes, corner,
        transformed + (<usize>(i * depth) << 2), inStep);
    }
    for (let position = 0; position < positions; position++) {
      const map = transformed + <usize>position * inStep;
      for (let i = 0; i < count; i++) store<u32>(places + (<usize>i << 2), <u32>map + (<u32>(i * depth) << 2));
      multiply(places, count, packed + (<usize>(position * depth * width8) << 2), nothing,
        products + <usize>position * outStep, 1, depth, 0, width8, -Infinity, Infinity);
    }
    for (let i = 0; i < count; i++) {
      const at = first + i;
      const picture = at / (rows * columns), row = (at / columns) % rows * tile, column = at % columns * tile;
      const offset = <usize>(((picture * outputHeight + row) * outputWidth + column) * outputChannels) << 2;
      finishTile(span, products + (<usize>(i * width8) << 2), outStep, corner, fullBias, output + offset,
        added != 0 ? added + offset : 0, min(tile, outputHeight - row), min(tile, outputWidth - column), outputWidth,
        outputChannels, f32x4.splat(least), f32x4.splat(most));
    }
  }
}

/**
 * B' d B for all phases and channels of one tile. The phases along a row lie beside each other as they are.
 *
 * @param runBytes of one pixel in all phases along a row
 */
function transformTile(
  span: i32, from: usize, stride: i32, rowBytes: usize, runBytes: usize, corner: usize, to: usize, positionBytes: usize,
): void {
  const downStep = <usize>stride * rowBytes, count = <usize>span, cornerStep = count * VECTOR;
  for (let phaseRow = 0; phaseRow < stride; phaseRow++) {
    const start = from + <usize>phaseRow * rowBytes;
    for (let channel: usize = 0; channel < runBytes; channel += VECTOR) {
      if (span == 6) {
        for (let i: usize = 0; i < 6; i++) inputToSix(start + channel + i * runBytes, downStep, corner + i * VECTOR, cornerStep);
        for (let i: usize = 0; i < 6; i++) inputToSix(corner + i * cornerStep, VECTOR, to + i * 6 * positionBytes, positionBytes);
      } else if (span == 5) {
        for (let i: usize = 0; i < 5; i++) inputToFive(start + channel + i * runBytes, downStep, corner + i * VECTOR, cornerStep);
        for (let i: usize = 0; i < 5; i++) inputToFive(corner + i * cornerStep, VECTOR, to + i * 5 * positionBytes, positionBytes);
      } else {
        for (let i: usize = 0; i < 4; i++) inputToFour(start + channel + i * runBytes, downStep, corner + i * VECTOR, cornerStep);
        for (let i: usize = 0; i < 4; i++) inputToFour(corner + i * cornerStep, VECTOR, to + i * 4 * positionBytes, positionBytes);
      }
      to += VECTOR;
    }
  }
}

/** A' m A, bias, what is added, and activation for all channels of one tile, of which `rows` x `columns` pixels lie in the output. */
function finishTile(
  span: i32, from: usize, positionBytes: usize, corner: usize, bias: usize, to: usize, added: usize, rows: i32, columns: i32,
  outputWidth: i32, channels: i32, least: v128, most: v128,
): void {
  const count = <usize>span, cornerStep = count * VECTOR;
  for (let channel = 0; channel < channels; channel += 4) {
    const offset = <usize>channel << 2, left = channels - channel;
    const sum = v128.load(bias + offset);
    for (let i: usize = 0; i < count; i++) {
      toOutputs(span, from + offset + i * positionBytes, count * positionBytes, corner + i * VECTOR, cornerStep);
    }
    for (let row = 0; row < rows; row++) {
      const line = corner + <usize>row * cornerStep;
      toOutputs(span, line, VECTOR, line, VECTOR);
      for (let column = 0; column < columns; column++) {
        const at = (<usize>((row * outputWidth + column) * channels) << 2) + offset;
        let value = f32x4.add(v128.load(line + <usize>column * VECTOR), sum);
        if (added != 0) value = f32x4.add(value, v128.load(added + at));
        keepSome(to + at, within(value, least, most), left);
      }
    }
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function keepSome(at: usize, value: v128, left: i32): void {
  if (left >= 4) {
    v128.store(at, value);
    return;
  }
  v128.store_lane<f32>(at, value, 0);
  if (left > 1) v128.store_lane<f32>(at, value, 1, 4);
  if (left > 2) v128.store_lane<f32>(at, value, 2, 8);
}
