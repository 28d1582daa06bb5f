import {
  add,
  depthwiseConv2d,
  engine,
  fused,
  getBackend,
  getKernel,
  pad,
  relu,
  type Tensor1D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { GraphNode } from './graph-node.ts';

/** The name of the operation in a graph, and of the kernel that does it at once (`kernels/separable.ts`). */
export const SEPARABLE_BLOCK = 'SeparableBlock';

export interface Block {
  readonly x: Tensor4D;
  readonly depthwise: Tensor4D;
  readonly pointwise: Tensor4D;
  readonly bias: Tensor1D;
  /** Of at most as many channels as the block gives; those that it lacks are zero. */
  readonly shortcut: Tensor4D;
}

/** Computes a block, at once where there is a kernel for it. */
export function separableBlock(block: Block, stride: number): Tensor4D {
  if (getKernel(SEPARABLE_BLOCK, getBackend())) {
    return engine().runKernel(SEPARABLE_BLOCK, { ...block }, { stride }) as Tensor4D;
  }
  const { x, depthwise, pointwise, bias, shortcut } = block;
  const spatial = depthwiseConv2d(x, depthwise, stride, 'same');
  const sums = fused.conv2d({ x: spatial, filter: pointwise, bias, strides: 1, pad: 'same' });
  const missing = sums.shape[3] - shortcut.shape[3];
  const whole = pad(shortcut, [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, missing],
  ]);
  return relu(add(sums, whole));
}

/**
 * Writes each chain of depthwise and pointwise convolution, sum with a shortcut that may be filled up with empty channels,
 * and ReLU as one operation.
 */
export function joinSeparableBlocks(nodes: readonly GraphNode[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return nodes.map((node) => blockEndingIn(node, byName) ?? node);
}

function blockEndingIn(end: GraphNode, byName: ReadonlyMap<string, GraphNode>): GraphNode | undefined {
  const input = (node: GraphNode | undefined, place: number) => byName.get(node?.input?.[place] ?? '');
  const sum = end.op === 'Relu' ? input(end, 0) : undefined;
  if (sum?.op !== 'AddV2') return undefined;
  const [place] = [0, 1].filter((each) => input(input(sum, each), 0)?.op === 'DepthwiseConv2dNative');
  if (place === undefined) return undefined;
  const pointwise = input(sum, place);
  const depthwise = input(pointwise, 0);
  const around = input(sum, 1 - place);
  const shortcut = around?.op === 'Pad' ? around.input?.[0] : around?.name;
  if (pointwise?.op !== '_FusedConv2D' || !depthwise?.input || !pointwise.input || !shortcut)
    return undefined;
  return {
    name: end.name,
    op: SEPARABLE_BLOCK,
    input: [...depthwise.input, ...pointwise.input.slice(1), shortcut],
    attr: { strides: depthwise.attr?.strides },
  };
}
