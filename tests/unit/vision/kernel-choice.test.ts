import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { concatenate } from '../../../src/vision/kernels/concatenation.ts';
import { convolve, convolveDepthwise } from '../../../src/vision/kernels/convolution.ts';
import { creluPool } from '../../../src/vision/kernels/pooling.ts';
import {
  cutAndResize,
  cutPacked,
  halvePacked,
  swapPacked,
  transform,
} from '../../../src/vision/kernels/sampling.ts';
import { convolveSeparable } from '../../../src/vision/kernels/separable.ts';
import { type Place, withScratch } from '../../../src/vision/kernels/wasm-memory.ts';

const PAGE = 65_536;

/** A backend that writes down what is asked of it. Whatever is made moves the memory, as it does where the memory has to grow. */
class Recorder {
  readonly calls: { readonly name: string; readonly numbers: readonly number[] }[] = [];
  readonly held = new Map<number, number>();
  readonly #memory = new WebAssembly.Memory({ initial: 1 });
  readonly #addresses = new WeakMap<object, number>();
  #next = 1024;

  readonly place = {
    native: new Proxy({} as Record<string, unknown>, {
      get:
        (_, name: string) =>
        (...numbers: number[]) => {
          this.calls.push({ name, numbers });
          return 64;
        },
    }),
    backend: {
      wasm: {
        asm: { memory: this.#memory },
        _malloc: (bytes: number) => {
          const address = this.#take(bytes);
          this.held.set(address, bytes);
          return address;
        },
        _free: (address: number) => this.held.delete(address),
      },
      dataIdMap: { get: (id: object) => ({ memoryOffset: this.#addresses.get(id) }) },
      makeOutput: (shape: number[], dtype: 'float32') => {
        this.#memory.grow(1);
        return this.tensor(shape, { dtype });
      },
    },
  } as unknown as Place;

  #take(bytes: number): number {
    const address = this.#next;
    this.#next += Math.ceil(bytes / 16) * 16;
    if (this.#next > this.#memory.buffer.byteLength) this.#memory.grow(Math.ceil(bytes / PAGE));
    return address;
  }

  tensor(
    shape: number[],
    { dtype = 'float32', values = [] }: { dtype?: TensorInfo['dtype']; values?: number[] } = {},
  ): TensorInfo {
    const dataId = {};
    const address = this.#take(4 * shape.reduce((product, side) => product * side, 1));
    this.#addresses.set(dataId, address);
    new Float32Array(this.#memory.buffer, address, values.length).set(values);
    return { dataId, shape, dtype };
  }

  addressOf(tensor: TensorInfo | undefined): number | undefined {
    return tensor && this.#addresses.get(tensor.dataId);
  }

  /** What the function of this name was given, each time. */
  given(name: string): (readonly number[])[] {
    return this.calls.filter((call) => call.name === name).map(({ numbers }) => numbers);
  }
}

let recorder: Recorder;
let place: Place;
beforeEach(() => {
  recorder = new Recorder();
  ({ place } = recorder);
});

const of = (...shape: number[]) => recorder.tensor(shape);
const PLAIN = { strides: 1, pad: 'same', dilations: 1 } as const;

/** All but one of the inputs, each in its turn. */
function* withoutOne(inputs: NamedTensorInfoMap): Generator<NamedTensorInfoMap> {
  for (const name of Object.keys(inputs)) {
    const { [name]: _, ...rest } = inputs;
    yield rest;
  }
}

describe('a convolution', () => {
  const run = (x: number[], filter: number[], attributes: object = {}) =>
    convolve(place, { x: of(...x), filter: of(...filter) }, { ...PLAIN, ...attributes } as NamedAttrMap);
  const method = () => (recorder.given('convolveWinograd').length > 0 ? 'minimal filtering' : 'direct');

  it.each([
    ['minimal filtering', 3, 1, [16, 16]],
    ['minimal filtering', 5, 2, [16, 20]],
    ['minimal filtering', 6, 2, [20, 16]],
    ['minimal filtering', 2, 1, [16, 16]],
    ['minimal filtering', 4, 2, [4, 16]],
    ['direct', 3, 2, [16, 16]],
    ['direct', 4, 1, [16, 16]],
    ['direct', 4, 2, [3, 16]],
    ['direct', 7, 2, [16, 16]],
    ['direct', 3, 1, [12, 16]],
    ['direct', 3, 1, [16, 12]],
    ['direct', 3, 1, [18, 16]],
  ] as const)(
    'is done by %s for a filter of %i at stride %i from and to %j channels',
    (how, side, strides, [inputs, outputs]) => {
      expect(run([1, 16, 16, inputs], [side, side, inputs, outputs], { strides })).toBeDefined();
      expect(method()).toBe(how);
    },
  );

  it('is done directly for a filter that is no square', () => {
    expect(run([1, 16, 16, 16], [3, 2, 16, 16])).toBeDefined();
    expect(method()).toBe('direct');
  });

  it('takes memory for the tiles that begin within its rows and columns, and gives it back', () => {
    run([2, 9, 14, 16], [3, 3, 16, 24]);
    // Two pictures of 3 by 4 tiles; a framed picture is as large as `winogradFramed` says, which is 64 here.
    expect(recorder.given('winogradBytes')).toEqual([[6, 2 * 64 * 64 * 16, 2 * 3 * 4, 16, 24]]);
    expect(recorder.held.size).toBe(1);
  });

  it.each([
    [6, 3, 1, 24],
    [4, 3, 1, 6],
    [5, 2, 1, 24],
    [5, 7, 4, 24],
  ] as const)(
    'takes spans of %i for a filter of %i at stride %i over %i pixels',
    (span, side, strides, size) => {
      run([1, size, size, 16], [side, side, 16, 16], { strides });
      expect(recorder.given('winogradBytes').map(([taken]) => taken)).toEqual([span]);
    },
  );

  it('lies in a frame as large as its filters reach', () => {
    run([1, 9, 14, 4], [3, 5, 4, 8], { strides: 2 });
    expect(recorder.given('scratchBytes')).toEqual([[11 * 17 * 4, 5 * 7, 8]]);
  });

  it('packs a filter once, in whole vectors of outputs', () => {
    const filter = of(2, 2, 4, 10);
    for (let time = 0; time < 2; time += 1) convolve(place, { x: of(1, 6, 6, 4), filter }, { ...PLAIN });
    expect(recorder.given('packFilter')).toHaveLength(1);
    expect([...recorder.held.values()]).toEqual([2 * 2 * 4 * 16 * 4]);
    expect(recorder.given('convolve')).toHaveLength(2);
  });

  it('is left to tfjs where it is of another kind', () => {
    const [x, filter] = [
      [1, 9, 9, 16],
      [3, 3, 16, 16],
    ] as const;
    for (const attributes of [
      { dataFormat: 'NCHW' },
      { pad: 1 },
      { dilations: [1, 2] },
      { dilations: [2, 1] },
      { strides: [1, 2] },
      { activation: 'elu' },
    ])
      expect(run([...x], [...filter], attributes), JSON.stringify(attributes)).toBeUndefined();
    for (const inputs of withoutOne({ x: of(...x), filter: of(...filter) }))
      expect(convolve(place, inputs, { ...PLAIN })).toBeUndefined();
    expect(recorder.calls).toEqual([]);
    expect(run([...x], [...filter], { pad: 'valid' })).toBeDefined();
  });
});

describe('a depthwise convolution', () => {
  const run = (filter: number[], attributes: object = {}) =>
    convolveDepthwise(place, { x: of(1, 8, 8, filter[2] ?? 0), filter: of(...filter) }, {
      ...PLAIN,
      ...attributes,
    } as NamedAttrMap);

  it('is left to tfjs unless it has one filter of 3 x 3 for each of four channels or more', () => {
    expect(run([3, 3, 4, 1])).toBeDefined();
    expect(run([3, 3, 4, 1], { strides: [2, 2] })).toBeDefined();
    const before = recorder.calls.length;
    expect(run([3, 5, 8, 1])).toBeUndefined();
    expect(run([5, 3, 8, 1])).toBeUndefined();
    expect(run([3, 3, 3, 1])).toBeUndefined();
    expect(run([3, 3, 8, 2])).toBeUndefined();
    expect(run([3, 3, 8, 1], { strides: [1, 2] })).toBeUndefined();
    expect(run([3, 3, 8, 1], { dataFormat: 'NCHW' })).toBeUndefined();
    for (const inputs of withoutOne({ x: of(1, 8, 8, 8), filter: of(3, 3, 8, 1) }))
      expect(convolveDepthwise(place, inputs, { ...PLAIN })).toBeUndefined();
    expect(recorder.calls).toHaveLength(before);
  });
});

describe('what tfjs lacks', () => {
  it('is a separable block of which all parts are there, with filters of 3 x 3', () => {
    const block = {
      x: of(1, 8, 8, 24),
      depthwise: of(3, 3, 24, 1),
      pointwise: of(1, 1, 24, 48),
      bias: of(48),
      shortcut: of(1, 8, 8, 24),
    };
    for (const rest of withoutOne(block))
      expect(convolveSeparable(place, rest, { stride: 1 })).toBeUndefined();
    const other = { ...block, depthwise: of(5, 5, 24, 1) };
    expect(convolveSeparable(place, other, { stride: 1 })).toBeUndefined();
    expect(recorder.calls).toEqual([]);
    expect(convolveSeparable(place, block, { stride: 1 })?.shape).toEqual([1, 8, 8, 48]);
  });

  it('is a pool of channels that fill whole vectors', () => {
    expect(creluPool(place, {}, { stride: 1 })).toBeUndefined();
    expect(creluPool(place, { x: of(1, 8, 8, 6) }, { stride: 1 })).toBeUndefined();
    expect(creluPool(place, { x: of(1, 8, 8, 8) }, { stride: 2 })?.shape).toEqual([1, 4, 4, 16]);
  });

  it('is a packed picture, where there is one', () => {
    const attributes = { corners: [0, 0, 1, 1], outside: 0, scale: 1, offset: 0, size: [4, 4] };
    for (const kernel of [cutPacked, halvePacked, swapPacked])
      expect(kernel(place, {}, attributes as unknown as NamedAttrMap)).toBeUndefined();
    expect(recorder.calls).toEqual([]);
  });
});

describe('a concatenation', () => {
  const join = (...parts: TensorInfo[]) =>
    concatenate(place, parts as unknown as NamedTensorInfoMap, { axis: 1 });

  it('is of two or more that are not empty, in single precision', () => {
    const whole = recorder.tensor([2, 3], { dtype: 'int32' });
    expect(join()).toBeUndefined();
    expect(join(of(2, 0), of(2, 0))).toBeUndefined();
    expect(join(of(2, 3), of(2, 0))).toBeUndefined();
    expect(join(of(2, 3), whole)).toBeUndefined();
    expect(join(whole, of(2, 3))).toBeUndefined();
    expect(recorder.calls).toEqual([]);
    expect(join(of(2, 3), of(2, 0), of(2, 4))?.shape).toEqual([2, 7]);
    expect(recorder.given('joinRows').map(([, rows, bytes, , step]) => [rows, bytes, step])).toEqual([
      [2, 12, 28],
      [2, 16, 28],
    ]);
  });
});

describe('a cut', () => {
  const attributes = { method: 'bilinear', extrapolationValue: 7, cropSize: [2, 4] };
  const corners = [0.25, 0, 0.75, 1, 0, 0.5, 1, 0.75];
  const inputs = () => ({ image: of(1, 8, 6, 3), boxes: recorder.tensor([2, 4], { values: corners }) });

  it('is made of each box, wherever the memory has moved', () => {
    const from = inputs();
    const output = cutAndResize(place, from, attributes);
    expect(output?.shape).toEqual([2, 2, 4, 3]);
    const to = recorder.addressOf(output) ?? 0;
    const picture = [recorder.addressOf(from.image), 8, 6];
    const scratch = expect.any(Number);
    expect(recorder.given('cutBox')).toEqual([
      [...picture, 0.25, 0, 0.75, 1, 7, 1, 0, to, 2, 4, scratch],
      [...picture, 0, 0.5, 1, 0.75, 7, 1, 0, to + 2 * 4 * 3 * 4, 2, 4, scratch],
    ]);
    expect(recorder.held.size).toBe(0);
  });

  it('is left to tfjs unless it is bilinear, of one picture in colours, and more than a line', () => {
    for (const change of [{ method: 'nearest' }, { cropSize: [1, 4] }, { cropSize: [4, 1] }])
      expect(cutAndResize(place, inputs(), { ...attributes, ...change })).toBeUndefined();
    const whole = recorder.tensor([1, 8, 6, 3], { dtype: 'int32' });
    for (const image of [of(2, 8, 6, 3), of(1, 8, 6, 1), whole])
      expect(cutAndResize(place, { ...inputs(), image }, attributes)).toBeUndefined();
    for (const rest of withoutOne(inputs())) expect(cutAndResize(place, rest, attributes)).toBeUndefined();
    expect(recorder.calls).toEqual([]);
  });
});

describe('a turn', () => {
  const attributes = { interpolation: 'bilinear', fillMode: 'nearest', outputShape: [4, 5] };
  const FIRST = [1, 0.5, 2, -0.5, 1, 3, 0, 0];
  const SECOND = [2, 0, 0, 0, 2, 0, 0, 0];
  const inputs = (...maps: number[][]) => ({
    image: of(2, 8, 6, 3),
    transforms: recorder.tensor([maps.length, 8], { values: maps.flat() }),
  });

  it.each([
    ['one map for both', [FIRST], [FIRST, FIRST]],
    ['a map for each', [FIRST, SECOND], [FIRST, SECOND]],
  ])('of two pictures takes %s, wherever the memory has moved', (_, maps, taken) => {
    const from = inputs(...maps);
    const to = recorder.addressOf(transform(place, from, attributes)) ?? 0;
    const at = recorder.addressOf(from.image) ?? 0;
    expect(recorder.given('turn')).toEqual(
      taken.map((map, picture) => [
        ...[at + picture * 8 * 6 * 3 * 4, 8, 6],
        ...map.slice(0, 6),
        ...[to + picture * 4 * 5 * 3 * 4, 4, 5],
      ]),
    );
  });

  it('is as large as the picture where nothing else is said', () => {
    const { outputShape: _, ...rest } = attributes;
    expect(transform(place, inputs(FIRST), rest)?.shape).toEqual([2, 8, 6, 3]);
  });

  it('is left to tfjs unless it is affine, bilinear, of pictures in colours whose edge goes on', () => {
    for (const change of [{ interpolation: 'nearest' }, { fillMode: 'constant' }])
      expect(transform(place, inputs(FIRST), { ...attributes, ...change })).toBeUndefined();
    for (const place7 of [6, 7])
      expect(transform(place, inputs(FIRST.with(place7, 0.1)), attributes)).toBeUndefined();
    const whole = recorder.tensor([2, 8, 6, 3], { dtype: 'int32' });
    for (const image of [of(2, 8, 6, 1), whole])
      expect(transform(place, { ...inputs(FIRST), image }, attributes)).toBeUndefined();
    for (const rest of withoutOne(inputs(FIRST))) expect(transform(place, rest, attributes)).toBeUndefined();
    expect(recorder.calls).toEqual([]);
  });
});

it('memory that is lent is given back, also where the use of it fails', () => {
  expect(withScratch(place, 32, (address) => recorder.held.get(address))).toBe(32);
  expect(() =>
    withScratch(place, 32, () => {
      throw new Error('A trap.');
    }),
  ).toThrow('A trap.');
  expect(recorder.held.size).toBe(0);
});
