import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, type Place, withScratch } from './wasm-memory.ts';

type FilterShape = Pick<
  backend_util.Conv2DInfo,
  'filterHeight' | 'filterWidth' | 'strideHeight' | 'inChannels' | 'outChannels'
>;

/** Puts a filter into the order in which a method reads it; gives its address. */
type Pack = (place: Place, filter: TensorInfo, info: FilterShape) => number;

/** Packed filters, by the data of the tensor that they were and by what packed them; freed some time after it. */
const packedFilters = new WeakMap<object, Map<Pack, number>>();
const unused = new FinalizationRegistry<() => void>((free) => free());

export function packedFilter(place: Place, filter: TensorInfo, info: FilterShape, pack: Pack): number {
  const forms = packedFilters.get(filter.dataId) ?? new Map<Pack, number>();
  packedFilters.set(filter.dataId, forms);
  const known = forms.get(pack);
  if (known !== undefined) return known;
  const packed = pack(place, filter, info);
  forms.set(pack, packed);
  unused.register(filter.dataId, () => place.backend.wasm._free(packed));
  return packed;
}

export const packForDirect: Pack = ({ backend, native }, filter, info) => {
  const taps = info.filterHeight * info.filterWidth * info.inChannels;
  const bytes = taps * Math.ceil(info.outChannels / 8) * 8 * Float32Array.BYTES_PER_ELEMENT;
  const packed = backend.wasm._malloc(bytes);
  native.packFilter(addressOf({ backend }, filter), taps, info.outChannels, packed);
  return packed;
};

const PACKING_BYTES = 27 * 16;

/** Inputs along a side of what minimal filtering transforms at once; see `assembly/winograd.ts`. */
export type Span = 4 | 5 | 6;

export const packForWinograd: Readonly<Record<Span, Pack>> = { 4: packFor(4), 5: packFor(5), 6: packFor(6) };

function packFor(span: Span): Pack {
  return (place, filter, { filterHeight, strideHeight, inChannels, outChannels }) => {
    const { backend, native } = place;
    const packed = backend.wasm._malloc(
      native.winogradFilterBytes(span, strideHeight, inChannels, outChannels),
    );
    const shape = [span, filterHeight, strideHeight, inChannels, outChannels];
    withScratch(place, PACKING_BYTES, (scratch) =>
      native.packWinograd(addressOf(place, filter), ...shape, packed, scratch),
    );
    return packed;
  };
}
