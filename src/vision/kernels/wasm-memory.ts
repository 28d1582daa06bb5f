import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import type { NativeKernels } from './native-kernels.ts';

/** What is used here of tfjs's WASM backend, which gives no public way to its memory. */
export interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  readonly dataIdMap: { get(dataId: object): { readonly memoryOffset: number } };
  makeOutput(shape: number[], dtype: DataType): TensorInfo;
}

/** Where a kernel runs: the backend that owns the tensors, and our functions on its memory. */
export interface Place {
  readonly backend: WasmBackend;
  readonly native: NativeKernels;
}

/** The address of a tensor's numbers. */
export function addressOf({ backend }: Pick<Place, 'backend'>, tensor: TensorInfo): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/** The numbers of a float32 tensor, where they lie: to be read before anything else is allocated. */
export function numbersOf(place: Pick<Place, 'backend'>, tensor: TensorInfo): Float32Array {
  const length = tensor.shape.reduce((product, side) => product * side, 1);
  return new Float32Array(place.backend.wasm.asm.memory.buffer, addressOf(place, tensor), length);
}

/** Lends memory for as long as `use` runs. */
export function withScratch<Result>(
  { backend }: Place,
  bytes: number,
  use: (address: number) => Result,
): Result {
  const address = backend.wasm._malloc(bytes);
  try {
    return use(address);
  } finally {
    backend.wasm._free(address);
  }
}
