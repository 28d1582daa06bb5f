import {
  backend_util,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { packedFilter, packForDirect, packForWinograd, type Span } from './packed-filters.ts';
import { addressOf, type Place, withScratch } from './wasm-memory.ts';

type Shape4D = [number, number, number, number];
export type Conv2DInfo = backend_util.Conv2DInfo;

export interface ConvolutionAttributes extends NamedAttrMap {
  readonly strides: [number, number] | number;
  readonly pad: 'same' | 'valid' | number;
  readonly dilations: [number, number] | number;
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly activation?: string;
}

/** The least and the greatest number that an activation lets through. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  linear: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  relu: [0, Number.POSITIVE_INFINITY],
  relu6: [0, 6],
};

/** `FusedConv2D`: convolution, bias and activation. Undefined where an attribute is not one that we know. */
export function convolve(
  place: Place,
  { x, filter, bias }: NamedTensorInfoMap,
  attributes: NamedAttrMap,
): TensorInfo | undefined {
  const { activation = 'linear', ...rest } = attributes as ConvolutionAttributes;
  const range = RANGES[activation];
  const info = x && filter && plainConvolution(x, filter, rest as ConvolutionAttributes, false);
  if (!info || !range || info.strideHeight !== info.strideWidth) return undefined;
  const output = place.backend.makeOutput(info.outShape, 'float32');
  const addresses = { x: addressOf(place, x), bias: bias ? addressOf(place, bias) : 0, added: 0 };
  const operands = { ...addresses, filter, output: addressOf(place, output) };
  const span = spanFor(info);
  if (span) convolveWinograd(place, info, span, operands, range);
  else convolveDirectly(place, info, operands, range);
  return output;
}

/**
 * `ResidualConvolution`, see `residual-convolution.ts` of the vision. Undefined where minimal filtering does not serve, which can add on
 * its way.
 */
export function convolveResidual(
  place: Place,
  { x, filter, bias, kept }: NamedTensorInfoMap,
): TensorInfo | undefined {
  const plain = { strides: 1, pad: 'same', dilations: 1 } as const;
  const info = x && filter && plainConvolution(x, filter, plain, false);
  const span = info && spanFor(info);
  if (!span || !bias || !kept || info.outChannels % 4 !== 0) return undefined;
  const output = place.backend.makeOutput(info.outShape, 'float32');
  const addresses = { x: addressOf(place, x), bias: addressOf(place, bias), added: addressOf(place, kept) };
  const operands = { ...addresses, filter, output: addressOf(place, output) };
  convolveWinograd(place, info, span, operands, RANGES.relu as readonly [number, number]);
  return output;
}

/** What a convolution reads and writes: a tensor, and addresses of numbers. */
interface Operands {
  readonly x: number;
  readonly filter: TensorInfo;
  /** 0 where there is none. */
  readonly bias: number;
  /** Is added to what comes out; 0 where there is nothing to add. */
  readonly added: number;
  readonly output: number;
}

function convolveDirectly(
  place: Place,
  info: Conv2DInfo,
  { x, filter, bias, output }: Operands,
  range: readonly [number, number],
): void {
  const packed = packedFilter(place, filter, info, packForDirect);
  const framed = framedSize(info);
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  const framedNumbers = info.batchSize * framed.height * framed.width * info.inChannels;
  const bytes = place.native.scratchBytes(framedNumbers, pixels, info.outChannels);
  withScratch(place, bytes, (scratch) =>
    place.native.convolve(
      ...[x, info.batchSize, info.inHeight, info.inWidth, info.inChannels],
      ...[packed, bias, info.filterHeight, info.filterWidth],
      ...[info.strideHeight, info.padInfo.top, info.padInfo.left, framed.height, framed.width],
      ...[output, info.outHeight, info.outWidth, info.outChannels],
      ...[...range, scratch],
    ),
  );
}

/** Less depth, or a filter with little to save, do not pay for the transforms (`assembly/winograd.ts`). */
const LEAST_WINOGRAD_CHANNELS = 16;

/** The span by which minimal filtering takes least time; undefined where the direct method takes less. */
function spanFor(info: Conv2DInfo): Span | undefined {
  const { filterHeight: side, filterWidth, strideHeight: stride, inChannels, outChannels } = info;
  const isWide = Math.min(stride ** 2 * inChannels, outChannels) >= LEAST_WINOGRAD_CHANNELS;
  if (!isWide || (stride * inChannels) % 4 !== 0 || side !== filterWidth) return undefined;
  if (side > 1.5 * stride && side <= 2 * stride) return 5;
  if (side > 2 * stride && side <= 3 * stride)
    return productsOf(info, 4, 2) <= productsOf(info, 6, 4) ? 4 : 6;
  return undefined;
}

/** Products for each pair of channels in tiles of `tile` outputs along a side. */
function productsOf({ outHeight, outWidth }: Conv2DInfo, span: number, tile: number): number {
  return span ** 2 * Math.ceil(outHeight / tile) * Math.ceil(outWidth / tile);
}

function convolveWinograd(
  place: Place,
  info: Conv2DInfo,
  span: Span,
  { x, filter, bias, added, output }: Operands,
  range: readonly [number, number],
): void {
  const { native } = place;
  const { batchSize, inChannels, outChannels, outHeight, outWidth, strideHeight: stride, padInfo } = info;
  const packed = packedFilter(place, filter, info, packForWinograd[span]);
  const height = native.winogradFramed(span, outHeight, stride);
  const width = native.winogradFramed(span, outWidth, stride);
  const tile = span === 4 ? 2 : 4;
  const tiles = batchSize * Math.ceil(outHeight / tile) * Math.ceil(outWidth / tile);
  const framedNumbers = batchSize * height * width * inChannels;
  const bytes = native.winogradBytes(span, framedNumbers, tiles, stride ** 2 * inChannels, outChannels);
  withScratch(place, bytes, (scratch) =>
    native.convolveWinograd(
      ...[span, x, batchSize, info.inHeight, info.inWidth, inChannels, packed, bias, added],
      ...[stride, padInfo.top, padInfo.left, output, outHeight, outWidth, outChannels],
      ...[...range, scratch],
    ),
  );
}

/** `DepthwiseConv2dNative` with one 3 x 3 filter for each channel. */
export function convolveDepthwise(
  place: Place,
  { x, filter }: NamedTensorInfoMap,
  attributes: NamedAttrMap,
): TensorInfo | undefined {
  const info = x && filter && plainConvolution(x, filter, attributes as ConvolutionAttributes, true);
  if (!info || !isPlainDepthwise(info)) return undefined;
  const output = place.backend.makeOutput(info.outShape, 'float32');
  const framed = framedSize(info);
  const framedNumbers = info.batchSize * framed.height * framed.width * info.inChannels;
  withScratch(place, framedNumbers * Float32Array.BYTES_PER_ELEMENT, (frame) =>
    place.native.convolveDepthwise(
      ...[addressOf(place, x), info.batchSize, info.inHeight, info.inWidth, info.inChannels],
      ...[addressOf(place, filter), info.strideHeight, info.padInfo.top, info.padInfo.left],
      ...[framed.height, framed.width, addressOf(place, output), info.outHeight, info.outWidth, frame],
    ),
  );
  return output;
}

/** Whether `convolveDepthwise` can do it: one 3 x 3 filter for each of at least four channels. */
export function isPlainDepthwise(info: Conv2DInfo): boolean {
  const isThreeByThree = info.filterHeight === 3 && info.filterWidth === 3;
  const hasOneFilterEach = info.outChannels === info.inChannels && info.inChannels >= 4;
  return isThreeByThree && hasOneFilterEach && info.strideHeight === info.strideWidth;
}

export function plainConvolution(
  x: TensorInfo,
  filter: TensorInfo,
  { strides, pad, dilations, dataFormat = 'NHWC', dimRoundingMode }: ConvolutionAttributes,
  depthwise: boolean,
): Conv2DInfo | undefined {
  if (dataFormat !== 'NHWC' || (pad !== 'same' && pad !== 'valid')) return undefined;
  const info = backend_util.computeConv2DInfo(
    x.shape as Shape4D,
    filter.shape as Shape4D,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
  return info.dilationHeight === 1 && info.dilationWidth === 1 ? info : undefined;
}

/** The size of the input once it lies in its frame of zeros; rows that no filter reaches are cut off. */
export function framedSize(info: Conv2DInfo): { height: number; width: number } {
  return {
    height: (info.outHeight - 1) * info.strideHeight + info.filterHeight,
    width: (info.outWidth - 1) * info.strideWidth + info.filterWidth,
  };
}
