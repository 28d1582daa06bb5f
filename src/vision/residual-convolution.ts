import {
  add,
  engine,
  fused,
  getBackend,
  getKernel,
  relu,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

/** The name of our own kernel that does it at once (`kernels/convolution.ts`). */
export const RESIDUAL_CONVOLUTION = 'ResidualConvolution';

export interface Residual {
  readonly x: Tensor4D;
  readonly filter: Tensor4D;
  readonly bias: Tensor1D;
  /** Of the output's shape. */
  readonly kept: Tensor4D;
}

/** The end of a residual block: a convolution of stride 1, to which what was kept is added, and ReLU. */
export function residualConvolution({ x, filter, bias, kept }: Residual): Tensor4D {
  if (getKernel(RESIDUAL_CONVOLUTION, getBackend())) {
    return engine().runKernel(RESIDUAL_CONVOLUTION, { x, filter, bias, kept }) as Tensor4D;
  }
  return relu(add(fused.conv2d({ x, filter, bias, strides: 1, pad: 'same' }), kept));
}
