import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { CutFrom } from '../face-cuts.ts';
import { addressOf, type Place, withScratch } from './wasm-memory.ts';

const CHANNELS = 3;
const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

interface CutFacesAttributes {
  readonly cuts: readonly CutFrom[];
  readonly side: number;
  readonly outside: number;
  readonly scale: number;
  readonly offset: number;
}

/** `CutFaces`, see `face-cuts.ts`: the small pictures in colours, then the large ones in gray. */
export function cutFaces(place: Place, maps: NamedTensorInfoMap, attributes: NamedAttrMap): TensorInfo[] {
  const { cuts, side, outside, scale, offset } = attributes as unknown as CutFacesAttributes;
  const { native, backend } = place;
  const half = side / 2;
  const colours = backend.makeOutput([cuts.length, half, half, CHANNELS], 'float32');
  const gray = backend.makeOutput([cuts.length, side, side, 1], 'float32');
  for (const [index, { map, corners }] of cuts.entries()) {
    const { address, rows, columns, isPacked } = pictureAt(place, maps[map] as TensorInfo);
    const to = addressOf(place, gray) + index * side * side * FLOAT_BYTES;
    const smallTo = addressOf(place, colours) + index * half * half * CHANNELS * FLOAT_BYTES;
    const cut = isPacked ? native.cutPackedFace : native.cutFace;
    withScratch(place, native.faceBytes(columns, side), (scratch) =>
      cut(address, rows, columns, ...corners, outside, scale, offset, side, to, smallTo, scratch),
    );
  }
  return [colours, gray];
}

/** A map is packed, [height, width, 1], or of singles, [1, height, width, 3]. */
function pictureAt(place: Place, map: TensorInfo) {
  const isPacked = map.shape.length === 3;
  const [rows = 0, columns = 0] = isPacked ? map.shape : map.shape.slice(1);
  return { address: addressOf(place, map), rows, columns, isPacked };
}

/** `TurnGray`, see `align-face.ts`. */
export function turnGray(
  place: Place,
  { crops }: NamedTensorInfoMap,
  { maps, side, scale, offset }: NamedAttrMap,
): TensorInfo | undefined {
  const [count = 0, graySide = 0, , channels] = crops?.shape ?? [];
  if (!crops || channels !== 1) return undefined;
  const size = side as number;
  const output = place.backend.makeOutput([count, size, size, 1], 'float32');
  for (const [index, map] of (maps as readonly number[][]).entries()) {
    const from = addressOf(place, crops) + index * graySide * graySide * FLOAT_BYTES;
    const to = addressOf(place, output) + index * size * size * FLOAT_BYTES;
    const numbers = [...map.slice(0, 6), scale as number, offset as number];
    place.native.turnGray(from, graySide, ...numbers, to, size);
  }
  return output;
}
