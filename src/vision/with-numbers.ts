import { backend, getBackend, type Tensor } from '@tensorflow/tfjs-core';
import { numbersOf, type WasmBackend } from './kernels/wasm-memory.ts';

/**
 * Has the numbers of a float32 tensor used, once they are computed. On WASM they are where they lie, and not copied: the copies of
 * a picture with five faces are 0.4 MB, which wait for a collector that is late.
 *
 * @param use must keep none of the numbers, and make no tensors: the memory would be another's, or another memory
 */
export async function withNumbers<Result>(
  tensor: Tensor,
  use: (numbers: Float32Array) => Result,
): Promise<Result> {
  if (getBackend() === 'wasm')
    return use(numbersOf({ backend: backend() as unknown as WasmBackend }, tensor));
  return use((await tensor.data()) as Float32Array);
}
