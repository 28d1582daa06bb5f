import {
  backend_util,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { packedFilter, packForDirect, packForWinograd } from './packed-filters.ts';
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
  const method = suitsWinograd(info) ? convolveWinograd : convolveDirectly;
  const addresses = { x: addressOf(place, x), bias: bias ? addressOf(place, bias) : 0 };
  method(place, info, { ...addresses, filter, output: addressOf(place, output) }, range);
  return output;
}

/** What a convolution reads and writes: a tensor, and addresses of numbers. */
interface Operands {
  readonly x: number;
  readonly filter: TensorInfo;
  /** 0 where there is none. */
  readonly bias: number;
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

/** Fewer channels, or a filter with little to save, do not pay for the transforms (`assembly/winograd.ts`). */
const LEAST_WINOGRAD_CHANNELS = 16;

function suitsWinograd({
  filterHeight,
  filterWidth,
  strideHeight,
  inChannels,
  outChannels,
}: Conv2DInfo): boolean {
  const isDense = filterHeight > 2 * strideHeight && filterHeight <= 3 * strideHeight;
  const isWide = Math.min(inChannels, outChannels) >= LEAST_WINOGRAD_CHANNELS && inChannels % 4 === 0;
  return isDense && isWide && filterHeight === filterWidth;
}

function convolveWinograd(
  place: Place,
  info: Conv2DInfo,
  { x, filter, bias, output }: Operands,
  range: readonly [number, number],
): void {
  const { native } = place;
  const packed = packedFilter(place, filter, info, packForWinograd);
  const stride = info.strideHeight;
  const [height, width] = [info.outHeight, info.outWidth].map((side) =>
    native.winogradFramed(side, stride),
  ) as [number, number];
  const tiles = info.batchSize * Math.ceil(info.outHeight / 4) * Math.ceil(info.outWidth / 4);
  const framedNumbers = info.batchSize * height * width * info.inChannels;
  const bytes = native.winogradBytes(framedNumbers, tiles, stride ** 2 * info.inChannels, info.outChannels);
  withScratch(place, bytes, (scratch) =>
    native.convolveWinograd(
      ...[x, info.batchSize, info.inHeight, info.inWidth, info.inChannels, packed, bias],
      ...[
        stride,
        info.padInfo.top,
        info.padInfo.left,
        output,
        info.outHeight,
        info.outWidth,
        info.outChannels,
      ],
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
