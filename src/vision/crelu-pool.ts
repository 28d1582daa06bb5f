import {
  concat,
  engine,
  getBackend,
  getKernel,
  maxPool,
  neg,
  relu,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { type GraphNode, sidesOf } from './graph-node.ts';

/** The name of the operation in a graph, and of the kernel that does it at once (`kernels/crelu-pool.ts`). */
export const CRELU_POOL = 'CreluPool';

const WINDOW = 3;

/** `x` and its negative beside each other, the most of each window of 3 x 3, ReLU: at once where there is a kernel for it. */
export function creluPool(x: Tensor4D, stride: number): Tensor4D {
  if (getKernel(CRELU_POOL, getBackend()))
    return engine().runKernel(CRELU_POOL, { x }, { stride }) as Tensor4D;
  return relu(maxPool(concat([x, neg(x)], 3), WINDOW, stride, 'same'));
}

/** Writes each concatenated ReLU with the pooling in its middle as one operation. */
export function joinCreluPools(nodes: readonly GraphNode[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return nodes.map((node) => poolEndingIn(node, byName) ?? node);
}

function poolEndingIn(end: GraphNode, byName: ReadonlyMap<string, GraphNode>): GraphNode | undefined {
  const input = (node: GraphNode | undefined, place = 0) => byName.get(node?.input?.[place] ?? '');
  const pool = input(end);
  const pair = input(pool);
  const x = pair?.input?.[0];
  const isPool = end.op === 'Relu' && pool?.op === 'MaxPool' && sidesOf(pool, 'ksize')[0] === WINDOW;
  const isPair = pair?.op === 'ConcatV2' && input(pair, 1)?.op === 'Neg' && input(pair, 1)?.input?.[0] === x;
  if (!isPool || !isPair || x === undefined) return undefined;
  return { name: end.name, op: CRELU_POOL, input: [x], attr: { strides: pool.attr?.strides } };
}
