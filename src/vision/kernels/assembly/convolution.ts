/**
 * Convolution of [batch, height, width, channels] maps by the direct method: no patch is copied out. The input is laid
 * into a frame of zeros; then, for one output pixel, each row of the filter meets one unbroken run of the input.
 */

import { layIntoFrame } from './frame';
import { BLOCK_BYTES, blocksOf, CHANNELS, multiply } from './multiply';

/**
 * Puts a filter [taps, channels] into the order in which `convolve` reads it: [blocks of eight channels, taps, 8]; the
 * last block is filled up with zeros.
 */
export function packFilter(filter: usize, taps: i32, channels: i32, packed: usize): void {
  for (let block = 0; block < blocksOf(channels); block++) {
    for (let tap = 0; tap < taps; tap++) {
      for (let lane = 0; lane < CHANNELS; lane++) {
        const channel = block * CHANNELS + lane;
        const at = filter + (<usize>(tap * channels + channel) << 2);
        store<f32>(packed, channel < channels ? load<f32>(at) : 0);
        packed += 4;
      }
    }
  }
}

/** Bytes that `convolve` needs for itself: the framed input, the place of every output pixel in it, and the bias. */
export function scratchBytes(framed: i32, pixels: i32, channels: i32): usize {
  return (<usize>framed << 2) + (<usize>pixels << 2) + <usize>blocksOf(channels) * BLOCK_BYTES + 64;
}

/** @param bias 0 where there is none */
export function convolve(
  input: usize, batch: i32, height: i32, width: i32, inputChannels: i32,
  packed: usize, bias: usize, filterHeight: i32, filterWidth: i32,
  stride: i32, padTop: i32, padLeft: i32, framedHeight: i32, framedWidth: i32,
  output: usize, outputHeight: i32, outputWidth: i32, outputChannels: i32,
  least: f32, most: f32, scratch: usize,
): void {
  const pixels = batch * outputHeight * outputWidth;
  const places = scratch;
  const fullBias = (scratch + (<usize>pixels << 2) + 15) & ~15;
  const frame = fullBias + <usize>blocksOf(outputChannels) * BLOCK_BYTES;
  memory.fill(fullBias, 0, <usize>blocksOf(outputChannels) * BLOCK_BYTES);
  if (bias != 0) memory.copy(fullBias, bias, <usize>outputChannels << 2);
  const isFramed = framedHeight != height || framedWidth != width;
  const from = isFramed ? frame : input;
  if (isFramed) {
    layIntoFrame(input, batch, height, <usize>(width * inputChannels) << 2, frame,
      framedHeight, <usize>(framedWidth * inputChannels) << 2, padTop, <usize>(padLeft * inputChannels) << 2);
  }
  findPlaces(places, from, batch, outputHeight, outputWidth, stride, framedHeight, framedWidth, inputChannels);
  multiply(places, pixels, packed, fullBias, output, filterHeight, filterWidth * inputChannels,
    <usize>(framedWidth * inputChannels) << 2, outputChannels, least, most);
}

function findPlaces(
  places: usize, from: usize, batch: i32, outputHeight: i32, outputWidth: i32,
  stride: i32, framedHeight: i32, framedWidth: i32, channels: i32,
): void {
  const step = <u32>(stride * channels) << 2;
  const rowStep = <u32>(stride * framedWidth * channels) << 2;
  for (let picture = 0; picture < batch; picture++) {
    let row = <u32>from + (<u32>(picture * framedHeight * framedWidth * channels) << 2);
    for (let y = 0; y < outputHeight; y++) {
      let place = row;
      for (let x = 0; x < outputWidth; x++) {
        store<u32>(places, place);
        places += 4;
        place += step;
      }
      row += rowStep;
    }
  }
}
