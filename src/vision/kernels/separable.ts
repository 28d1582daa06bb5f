import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { framedSize, isPlainDepthwise, plainConvolution } from './convolution.ts';
import { packedFilter, packForDirect } from './packed-filters.ts';
import { addressOf, type Place, withScratch } from './wasm-memory.ts';

/** `SeparableBlock`, see `separable-block.ts`. */
export function convolveSeparable(
  place: Place,
  { x, depthwise, pointwise, bias, shortcut }: NamedTensorInfoMap,
  { stride }: NamedAttrMap,
): TensorInfo | undefined {
  if (!x || !depthwise || !pointwise || !bias || !shortcut) return undefined;
  const plain = { strides: stride as number, pad: 'same', dilations: 1 } as const;
  const info = plainConvolution(x, depthwise, plain, true);
  const outputs = pointwise.shape[3] ?? 0;
  if (!info || !isPlainDepthwise(info)) return undefined;
  const onePixel = { filterHeight: 1, filterWidth: 1, strideHeight: 1 };
  const shape = { ...onePixel, inChannels: info.inChannels, outChannels: outputs };
  const packed = packedFilter(place, pointwise, shape, packForDirect);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, strideHeight, padInfo } = info;
  const output = place.backend.makeOutput([batchSize, outHeight, outWidth, outputs], 'float32');
  const framed = framedSize(info);
  const framedNumbers = framed.height * framed.width * inChannels;
  const bytes = place.native.separableBytes(framedNumbers, outHeight, outWidth, inChannels, outputs);
  withScratch(place, bytes, (scratch) =>
    place.native.convolveSeparable(
      ...[addressOf(place, x), batchSize, inHeight, inWidth, inChannels, addressOf(place, depthwise)],
      ...[strideHeight, padInfo.top, padInfo.left, framed.height, framed.width],
      ...[packed, addressOf(place, bias), addressOf(place, shortcut), shortcut.shape[3] ?? 0],
      ...[addressOf(place, output), outHeight, outWidth, outputs, scratch],
    ),
  );
  return output;
}
