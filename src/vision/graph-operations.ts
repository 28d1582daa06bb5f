import {
  engine,
  type NamedAttrMap,
  type NamedTensorMap,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { CRELU_POOL, creluPool } from './crelu-pool.ts';
import { fusedWith, type GraphNode, giverOf, paddingOf, sidesOf } from './graph-node.ts';
import { JOIN, ROWS } from './join-heads.ts';
import { type Block, SEPARABLE_BLOCK, separableBlock } from './separable-block.ts';

/** What a node computes. */
export interface Operation {
  /** Names of the values that it reads. */
  readonly inputs: readonly string[];
  /** @param inputs in the order of those names */
  readonly run: (inputs: readonly Tensor[]) => Tensor;
}

/**
 * The operations that our networks are made of. Each asks for its kernel itself: the functions of tfjs check at every call what
 * never changes here.
 */
const OPERATIONS: Readonly<Record<string, (node: GraphNode) => Operation['run']>> = {
  _FusedConv2D: convolution,
  MaxPool: pooling,
  ConcatV2: () => (inputs) => joined(inputs, CHANNEL_AXIS),
  [JOIN]:
    ({ attr }) =>
    (inputs) =>
      joined(inputs, attr?.axis as number),
  [ROWS]: rows,
  [CRELU_POOL]: creluPooling,
  [SEPARABLE_BLOCK]: separable,
};

/** The axis along which our networks join maps. */
const CHANNEL_AXIS = 3;

/** @throws where it is an operation that none of our networks needs */
export function operationOf(node: GraphNode): Operation {
  const make = OPERATIONS[node.op];
  if (!make) throw new Error(`The network has an operation that is not known: ${node.op}.`);
  const names = (node.input ?? []).map(giverOf);
  // The last input of a concatenation is its axis.
  return { inputs: node.op === 'ConcatV2' ? names.slice(0, -1) : names, run: make(node) };
}

function run(kernel: string, inputs: NamedTensorMap, attributes: NamedAttrMap): Tensor {
  return engine().runKernel(kernel, inputs, attributes) as Tensor;
}

function convolution(node: GraphNode): Operation['run'] {
  const attributes: NamedAttrMap = {
    strides: sidesOf(node, 'strides'),
    pad: paddingOf(node),
    dataFormat: 'NHWC',
    dilations: sidesOf(node, 'dilations'),
    activation: fusedWith(node).includes('Relu') ? 'relu' : 'linear',
  };
  return ([x, filter, bias]) => run('FusedConv2D', { x, filter, bias } as NamedTensorMap, attributes);
}

function pooling(node: GraphNode): Operation['run'] {
  const attributes: NamedAttrMap = {
    filterSize: sidesOf(node, 'ksize'),
    strides: sidesOf(node, 'strides'),
    pad: paddingOf(node),
  };
  return ([x]) => run('MaxPool', { x } as NamedTensorMap, attributes);
}

function joined(parts: readonly Tensor[], axis: number): Tensor {
  return run('Concat', parts as unknown as NamedTensorMap, { axis });
}

/** Maps [n, height, width, channels] as rows [n, rows, width]. */
function rows({ attr }: GraphNode): Operation['run'] {
  const width = attr?.width as number;
  return ([x]) => {
    const { shape, size } = x as Tensor;
    const [batch = 1] = shape;
    return run('Reshape', { x } as NamedTensorMap, { shape: [batch, size / (batch * width), width] });
  };
}

function creluPooling(node: GraphNode): Operation['run'] {
  const [stride] = sidesOf(node, 'strides');
  return ([x]) => creluPool(x as Tensor4D, stride);
}

function separable(node: GraphNode): Operation['run'] {
  const [stride] = sidesOf(node, 'strides');
  return ([x, depthwise, pointwise, bias, shortcut]) =>
    separableBlock({ x, depthwise, pointwise, bias, shortcut } as unknown as Block, stride);
}
