import {
  backend_util,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { addressOf, type Place, withScratch } from './wasm-memory.ts';

type Shape4D = [number, number, number, number];
type Conv2DInfo = backend_util.Conv2DInfo;

interface ConvolutionAttributes extends NamedAttrMap {
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
  const packed = packedFilter(place, filter, info);
  const output = place.backend.makeOutput(info.outShape, 'float32');
  const framed = framedSize(info);
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  const bytes = place.native.scratchBytes(
    info.batchSize * framed.height * framed.width * info.inChannels,
    pixels,
    info.outChannels,
  );
  withScratch(place, bytes, (scratch) =>
    place.native.convolve(
      ...[addressOf(place, x), info.batchSize, info.inHeight, info.inWidth, info.inChannels],
      ...[packed, bias ? addressOf(place, bias) : 0, info.filterHeight, info.filterWidth],
      ...[info.strideHeight, info.padInfo.top, info.padInfo.left, framed.height, framed.width],
      ...[addressOf(place, output), info.outHeight, info.outWidth, info.outChannels],
      ...[...range, scratch],
    ),
  );
  return output;
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

function isPlainDepthwise(info: Conv2DInfo): boolean {
  const isThreeByThree = info.filterHeight === 3 && info.filterWidth === 3;
  const hasOneFilterEach = info.outChannels === info.inChannels && info.inChannels >= 4;
  return isThreeByThree && hasOneFilterEach && info.strideHeight === info.strideWidth;
}

function plainConvolution(
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
function framedSize(info: Conv2DInfo): { height: number; width: number } {
  return {
    height: (info.outHeight - 1) * info.strideHeight + info.filterHeight,
    width: (info.outWidth - 1) * info.strideWidth + info.filterWidth,
  };
}

/** Filters in the order of `packFilter`, by the data of the tensor that they were; freed some time after it. */
const packedFilters = new WeakMap<object, number>();
const unused = new FinalizationRegistry<() => void>((free) => free());

function packedFilter(place: Place, filter: TensorInfo, info: Conv2DInfo): number {
  const known = packedFilters.get(filter.dataId);
  if (known !== undefined) return known;
  const taps = info.filterHeight * info.filterWidth * info.inChannels;
  const { wasm } = place.backend;
  const packed = wasm._malloc(taps * Math.ceil(info.outChannels / 8) * 8 * Float32Array.BYTES_PER_ELEMENT);
  place.native.packFilter(addressOf(place, filter), taps, info.outChannels, packed);
  packedFilters.set(filter.dataId, packed);
  unused.register(filter.dataId, () => wasm._free(packed));
  return packed;
}
