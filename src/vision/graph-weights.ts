import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { halfToSingle } from './half-precision.ts';

/** Of one weight, as the converter of TensorFlow.js writes it beside a graph; the weights lie one after the other in their file. */
export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/**
 * The weights that are wanted, as tensors of singles.
 *
 * @throws where one of them is stored otherwise than in half precision
 */
export function readWeights(
  entries: readonly WeightEntry[],
  file: ArrayBuffer,
  isWanted: (name: string) => boolean,
): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    const isHalf = quantization?.dtype === 'float16';
    const bytes = shape.reduce((product, side) => product * side, 1) * (isHalf ? 2 : 4);
    if (isWanted(name)) {
      if (!isHalf) throw new Error(`The weight ${name} is stored in a way that is not known: ${dtype}.`);
      weights.set(name, tensor(halfToSingle(new DataView(file, offset, bytes)), [...shape], 'float32'));
    }
    offset += bytes;
  }
  return weights;
}
