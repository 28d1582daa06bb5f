import {
  backend,
  getKernel,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { TURN_GRAY } from '../align-face.ts';
import { CRELU_POOL } from '../crelu-pool.ts';
import { CUT_FACES } from '../face-cuts.ts';
import { type ReadModelFile, readVerified } from '../load-network.ts';
import { KERNELS } from '../model-manifest.ts';
import { CUT_PACKED, HALVE_PACKED, SWAP_PACKED } from '../packed-pixels.ts';
import { RESIDUAL_CONVOLUTION } from '../residual-convolution.ts';
import { SEPARABLE_BLOCK } from '../separable-block.ts';
import { concatenate } from './concatenation.ts';
import { convolve, convolveDepthwise, convolveResidual } from './convolution.ts';
import { cutFaces, turnGray } from './faces.ts';
import { bindKernels, type NativeKernels } from './native-kernels.ts';
import { creluPool, maxPool } from './pooling.ts';
import { cutAndResize, cutPacked, halvePacked, swapPacked, transform } from './sampling.ts';
import { convolveSeparable } from './separable.ts';
import type { Place, WasmBackend } from './wasm-memory.ts';

type KernelCall = Parameters<NonNullable<ReturnType<typeof getKernel>>['kernelFunc']>[0];

/** Computes what the kernel of tfjs would, or gives undefined where it is asked for more than it can do. */
type FastKernel = (
  place: Place,
  inputs: NamedTensorInfoMap,
  attributes: NamedAttrMap,
) => TensorInfo | TensorInfo[] | undefined;

const FAST: Readonly<Record<string, FastKernel>> = {
  FusedConv2D: convolve,
  DepthwiseConv2dNative: convolveDepthwise,
  Concat: concatenate,
  MaxPool: maxPool,
  CropAndResize: cutAndResize,
  Transform: transform,
};

/** Kernels that tfjs lacks. */
const OWN: Readonly<Record<string, FastKernel>> = {
  [CUT_FACES]: cutFaces,
  [TURN_GRAY]: turnGray,
  [CUT_PACKED]: cutPacked,
  [HALVE_PACKED]: halvePacked,
  [SWAP_PACKED]: swapPacked,
  [SEPARABLE_BLOCK]: convolveSeparable,
  [RESIDUAL_CONVOLUTION]: convolveResidual,
  [CRELU_POOL]: creluPool,
};

const bound = new WeakMap<object, NativeKernels>();
let areInPlace = false;

/**
 * Puts our own kernels (`assembly/`) in the place of those of tfjs's WASM backend that take most of the time. They work
 * on the memory and the tensors of that backend, so nothing is copied. A browser without relaxed SIMD keeps those of tfjs.
 *
 * @throws where the file cannot be read or is not the one that the manifest names
 */
export async function useFastKernels(readModelFile: ReadModelFile): Promise<void> {
  const wasmBackend = backend() as unknown as WasmBackend;
  const binary = await readVerified(KERNELS, readModelFile);
  if (bound.has(wasmBackend)) return;
  const native = await bindKernels(binary, wasmBackend.wasm.asm.memory);
  if (!native) return;
  bound.set(wasmBackend, native);
  if (areInPlace) return;
  areInPlace = true;
  for (const [name, fast] of Object.entries(FAST)) replaceKernel(name, fast);
  for (const [name, own] of Object.entries(OWN)) addKernel(name, own);
}

function placeOf(call: KernelCall): Place | undefined {
  const native = bound.get(call.backend as object);
  return native && { backend: call.backend as WasmBackend, native };
}

function addKernel(kernelName: string, own: FastKernel): void {
  registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: (call) => {
      const place = placeOf(call);
      const output = place && own(place, call.inputs, call.attrs ?? {});
      if (!output) throw new Error(`${kernelName} cannot run here.`);
      return output;
    },
  });
}

function replaceKernel(kernelName: string, fast: FastKernel): void {
  const original = getKernel(kernelName, 'wasm');
  if (!original) return;
  unregisterKernel(kernelName, 'wasm');
  registerKernel({
    ...original,
    kernelFunc: (call) => {
      const place = placeOf(call);
      return (place && fast(place, call.inputs, call.attrs ?? {})) ?? original.kernelFunc(call);
    },
  });
}
