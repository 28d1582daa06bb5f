import {
  backend_util,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs-core';
import { addressOf, type Place } from './wasm-memory.ts';

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** `Concat` along any axis; tfjs copies each row by a call of its own. */
export function concatenate(
  place: Place,
  inputs: NamedTensorInfoMap,
  attributes: NamedAttrMap,
): TensorInfo | undefined {
  const parts = Object.values(inputs).filter(
    (part) => part !== undefined && util.sizeFromShape(part.shape) > 0,
  ) as TensorInfo[];
  const [first] = parts;
  if (!first || parts.length < 2 || parts.some(({ dtype }) => dtype !== 'float32')) return undefined;
  const axis = util.parseAxisParam(attributes.axis as number, first.shape)[0] ?? 0;
  const shapes = parts.map(({ shape }) => shape);
  const output = place.backend.makeOutput(backend_util.computeOutShape(shapes, axis), 'float32');
  const rows = util.sizeFromShape(first.shape.slice(0, axis));
  const widths = shapes.map((shape) => util.sizeFromShape(shape.slice(axis)) * FLOAT_BYTES);
  const step = widths.reduce((sum, width) => sum + width, 0);
  let to = addressOf(place, output);
  for (const [index, part] of parts.entries()) {
    const width = widths[index] ?? 0;
    place.native.joinRows(addressOf(place, part), rows, width, to, step);
    to += width;
  }
  return output;
}
