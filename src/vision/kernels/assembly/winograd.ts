/**
 * Convolution with small filters by minimal filtering, F(4 x 4, 3 x 3) (Lavin and Gray, "Fast Algorithms for Convolutional
 * Neural Networks", 2016): tiles of 4 x 4 output pixels take 36 products for each pair of channels instead of 144.
 *
 * A filter that strides is taken for one of stride 1 on a map with the phases of each stride beside each other as channels:
 * 5 x 5 at stride 2 becomes 3 x 3 on four times the channels, a few of its weights zero.
 */

import { layIntoFrame } from './frame';
import { BLOCK_BYTES, blocksOf, multiply, within } from './multiply';

const TILE: i32 = 4;
const SPAN: i32 = 6;
const POSITIONS: i32 = 36;
const VECTOR: usize = 16;
/** Tiles that are worked on together: their transforms stay in the cache. */
const MOST_TILES: i32 = 24;
/** Numbers between the maps of two positions, so that they do not fall on the same lines of the cache. */
const APART: usize = 16;

// @ts-ignore: a decorator of AssemblyScript
@inline
function tilesAlong(pixels: i32): i32 {
  return (pixels + TILE - 1) / TILE;
}

/** Bytes of the transformed filter of [side, side, inputs, outputs]. */
export function winogradFilterBytes(stride: i32, inputs: i32, outputs: i32): usize {
  return <usize>(POSITIONS * stride * stride * inputs * blocksOf(outputs)) * BLOCK_BYTES;
}

/**
 * Transforms a filter [side, side, inputs, outputs], whose side is at most three strides, into the order
 * [36 positions, blocks of eight outputs, phases and inputs, 8].
 *
 * @param scratch 432 bytes
 */
export function packWinograd(
  filter: usize, side: i32, stride: i32, inputs: i32, outputs: i32, packed: usize, scratch: usize,
): void {
  const depth = stride * stride * inputs;
  const positionBytes = <usize>(depth * blocksOf(outputs)) * BLOCK_BYTES;
  const taps = scratch, half = scratch + 9 * VECTOR;
  for (let phase = 0; phase < stride * stride; phase++) {
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output += 4) {
        gatherTaps(filter, side, stride, phase, inputs, input, outputs, output, taps);
        const to = packed + <usize>((output >> 3) * depth + phase * inputs + input) * BLOCK_BYTES + (output & 4 ? VECTOR : 0);
        for (let i: usize = 0; i < 3; i++) filterToSix(taps + i * VECTOR, 3 * VECTOR, half + i * VECTOR, 3 * VECTOR);
        for (let i: usize = 0; i < 6; i++) {
          filterToSix(half + i * 3 * VECTOR, VECTOR, to + i * 6 * positionBytes, positionBytes);
        }
      }
    }
  }
}

/** The 3 x 3 taps of one phase and input for four outputs; what lies beyond the filter is zero. */
function gatherTaps(
  filter: usize, side: i32, stride: i32, phase: i32, inputs: i32, input: i32, outputs: i32, output: i32, taps: usize,
): void {
  for (let tap = 0; tap < 9; tap++) {
    const row = (tap / 3) * stride + phase / stride, column = (tap % 3) * stride + phase % stride;
    const isInside = row < side && column < side;
    const at = filter + (<usize>(((row * side + column) * inputs + input) * outputs + output) << 2);
    for (let lane = 0; lane < 4; lane++) {
      const value = isInside && output + lane < outputs ? load<f32>(at + (<usize>lane << 2)) : 0;
      store<f32>(taps + <usize>tap * VECTOR + (<usize>lane << 2), value);
    }
  }
}

/** G g: three taps to six numbers. */
function filterToSix(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + fromStep), g2 = v128.load(from + 2 * fromStep);
  const outer = f32x4.mul(f32x4.add(g0, g2), f32x4.splat(-1.0 / 6)), middle = f32x4.mul(g1, f32x4.splat(-1.0 / 6));
  const far = f32x4.add(f32x4.mul(g0, f32x4.splat(1.0 / 24)), f32x4.mul(g2, f32x4.splat(1.0 / 6)));
  const farMiddle = f32x4.mul(g1, f32x4.splat(1.0 / 12));
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.25)));
  v128.store(to + toStep, f32x4.add(outer, middle));
  v128.store(to + 2 * toStep, f32x4.sub(outer, middle));
  v128.store(to + 3 * toStep, f32x4.add(far, farMiddle));
  v128.store(to + 4 * toStep, f32x4.sub(far, farMiddle));
  v128.store(to + 5 * toStep, g2);
}

/** Height and width that the framed input of `convolveWinograd` has along one side. */
export function winogradFramed(pixels: i32, stride: i32): i32 {
  return (tilesAlong(pixels) * TILE + 2) * stride;
}

/** Bytes that `convolveWinograd` needs for itself. */
export function winogradBytes(framed: i32, tiles: i32, depth: i32, outputs: i32): usize {
  const together = <usize>min(tiles, MOST_TILES);
  const transforms = <usize>POSITIONS * (together * <usize>(depth + (blocksOf(outputs) << 3)) + 2 * APART);
  return ((<usize>framed + transforms) << 2) + <usize>blocksOf(outputs) * BLOCK_BYTES * 2 + together * 4 + 36 * VECTOR + 128;
}

/**
 * @param inputChannels a multiple of four
 * @param packed as `packWinograd` makes it
 * @param bias 0 where there is none
 * @param scratch `winogradBytes` bytes
 */
export function convolveWinograd(
  input: usize, batch: i32, height: i32, width: i32, inputChannels: i32, packed: usize, bias: usize,
  stride: i32, padTop: i32, padLeft: i32, output: usize, outputHeight: i32, outputWidth: i32, outputChannels: i32,
  least: f32, most: f32, scratch: usize,
): void {
  const rows = tilesAlong(outputHeight), columns = tilesAlong(outputWidth);
  const framedHeight = winogradFramed(outputHeight, stride), framedWidth = winogradFramed(outputWidth, stride);
  const depth = stride * stride * inputChannels, width8 = blocksOf(outputChannels) << 3;
  const tiles = batch * rows * columns, together = min(tiles, MOST_TILES);
  const pixelBytes = <usize>inputChannels << 2;
  const corner = (scratch + 15) & ~15;
  const nothing = corner + 36 * VECTOR;
  const fullBias = nothing + (<usize>width8 << 2);
  const transformed = fullBias + (<usize>width8 << 2);
  const inStep = (<usize>(together * depth) + APART) << 2, outStep = (<usize>(together * width8) + APART) << 2;
  const products = transformed + <usize>POSITIONS * inStep;
  const frame = products + <usize>POSITIONS * outStep;
  const places = frame + <usize>(batch * framedHeight * framedWidth) * pixelBytes;
  memory.fill(nothing, 0, <usize>width8 << 3);
  if (bias != 0) memory.copy(fullBias, bias, <usize>outputChannels << 2);
  layIntoFrame(input, batch, height, <usize>width * pixelBytes, frame, framedHeight, <usize>framedWidth * pixelBytes,
    padTop, <usize>padLeft * pixelBytes);
  for (let first = 0; first < tiles; first += together) {
    const count = min(together, tiles - first);
    for (let i = 0; i < count; i++) {
      const tile = first + i;
      const picture = tile / (rows * columns), row = (tile / columns) % rows, column = tile % columns;
      const from = frame + <usize>((picture * framedHeight + row * TILE * stride) * framedWidth + column * TILE * stride) * pixelBytes;
      transformTile(from, stride, <usize>framedWidth * pixelBytes, pixelBytes, corner,
        transformed + (<usize>(i * depth) << 2), inStep);
    }
    for (let position = 0; position < POSITIONS; position++) {
      const map = transformed + <usize>position * inStep;
      for (let i = 0; i < count; i++) store<u32>(places + (<usize>i << 2), <u32>map + (<u32>(i * depth) << 2));
      multiply(places, count, packed + (<usize>(position * depth * width8) << 2), nothing,
        products + <usize>position * outStep, 1, depth, 0, width8, -Infinity, Infinity);
    }
    for (let i = 0; i < count; i++) {
      const tile = first + i;
      const picture = tile / (rows * columns), row = (tile / columns) % rows * TILE, column = tile % columns * TILE;
      const to = output + (<usize>(((picture * outputHeight + row) * outputWidth + column) * outputChannels) << 2);
      finishTile(products + (<usize>(i * width8) << 2), outStep, corner, fullBias, to,
        min(TILE, outputHeight - row), min(TILE, outputWidth - column), outputWidth, outputChannels,
        f32x4.splat(least), f32x4.splat(most));
    }
  }
}

/** B' d B for all phases and channels of one tile. */
function transformTile(
  from: usize, stride: i32, rowBytes: usize, pixelBytes: usize, corner: usize, to: usize, positionBytes: usize,
): void {
  const downStep = <usize>stride * rowBytes, rightStep = <usize>stride * pixelBytes;
  for (let phaseRow = 0; phaseRow < stride; phaseRow++) {
    for (let phaseColumn = 0; phaseColumn < stride; phaseColumn++) {
      const start = from + <usize>phaseRow * rowBytes + <usize>phaseColumn * pixelBytes;
      for (let channel: usize = 0; channel < pixelBytes; channel += VECTOR) {
        for (let i: usize = 0; i < 6; i++) {
          inputToSix(start + channel + i * rightStep, downStep, corner + i * VECTOR, 6 * VECTOR);
        }
        for (let i: usize = 0; i < 6; i++) {
          inputToSix(corner + i * 6 * VECTOR, VECTOR, to + i * 6 * positionBytes, positionBytes);
        }
        to += VECTOR;
      }
    }
  }
}

/** B' d. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function inputToSix(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const four = f32x4.splat(4), five = f32x4.splat(-5), minusFour = f32x4.splat(-4), two = f32x4.splat(2);
  const d0 = v128.load(from), d1 = v128.load(from + fromStep), d2 = v128.load(from + 2 * fromStep);
  const d3 = v128.load(from + 3 * fromStep), d4 = v128.load(from + 4 * fromStep), d5 = v128.load(from + 5 * fromStep);
  const even = f32x4.relaxed_madd(d2, minusFour, d4), odd = f32x4.relaxed_madd(d1, minusFour, d3);
  const near = f32x4.sub(d4, d2), far = f32x4.mul(f32x4.sub(d3, d1), two);
  v128.store(to, f32x4.relaxed_madd(d0, four, f32x4.relaxed_madd(d2, five, d4)));
  v128.store(to + toStep, f32x4.add(even, odd));
  v128.store(to + 2 * toStep, f32x4.sub(even, odd));
  v128.store(to + 3 * toStep, f32x4.add(near, far));
  v128.store(to + 4 * toStep, f32x4.sub(near, far));
  v128.store(to + 5 * toStep, f32x4.relaxed_madd(d1, four, f32x4.relaxed_madd(d3, five, d5)));
}

/** A' m A, bias and activation for all channels of one tile, of which `rows` x `columns` pixels lie in the output. */
function finishTile(
  from: usize, positionBytes: usize, corner: usize, bias: usize, to: usize, rows: i32, columns: i32,
  outputWidth: i32, channels: i32, least: v128, most: v128,
): void {
  for (let channel = 0; channel < channels; channel += 4) {
    const offset = <usize>channel << 2, left = channels - channel;
    const sum = v128.load(bias + offset);
    for (let i: usize = 0; i < 6; i++) {
      sixToFour(from + offset + i * positionBytes, 6 * positionBytes, corner + i * VECTOR, 6 * VECTOR);
    }
    for (let row = 0; row < rows; row++) {
      const line = corner + <usize>(row * SPAN) * VECTOR;
      sixToFour(line, VECTOR, line, VECTOR);
      for (let column = 0; column < columns; column++) {
        const at = to + (<usize>((row * outputWidth + column) * channels) << 2) + offset;
        const value = f32x4.add(v128.load(line + <usize>column * VECTOR), sum);
        keepSome(at, within(value, least, most), left);
      }
    }
  }
}

/** A' m: six products to four pixels; may write where it reads. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function sixToFour(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from), m1 = v128.load(from + fromStep), m2 = v128.load(from + 2 * fromStep);
  const m3 = v128.load(from + 3 * fromStep), m4 = v128.load(from + 4 * fromStep), m5 = v128.load(from + 5 * fromStep);
  const nearSum = f32x4.add(m1, m2), nearDifference = f32x4.sub(m1, m2);
  const farSum = f32x4.add(m3, m4), farDifference = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(m0, f32x4.add(nearSum, farSum)));
  v128.store(to + toStep, f32x4.relaxed_madd(farDifference, f32x4.splat(2), nearDifference));
  v128.store(to + 2 * toStep, f32x4.relaxed_madd(farSum, f32x4.splat(4), nearSum));
  v128.store(to + 3 * toStep, f32x4.add(m5, f32x4.relaxed_madd(farDifference, f32x4.splat(8), nearDifference)));
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
