import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  add,
  avgPool,
  backend,
  concat,
  depthwiseConv2d,
  engine,
  fused,
  getKernel,
  image,
  maxPool,
  memory,
  mul,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  slice,
  sub,
  sum,
  type Tensor,
  type Tensor4D,
  type TensorInfo,
  tensor1d,
  tensor2d,
  tensor3d,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { creluPool } from '../../../src/vision/crelu-pool.ts';
import { concatenate } from '../../../src/vision/kernels/concatenation.ts';
import { convolve, convolveDepthwise, convolveResidual } from '../../../src/vision/kernels/convolution.ts';
import { cutFaces, turnGray } from '../../../src/vision/kernels/faces.ts';
import { bindKernels } from '../../../src/vision/kernels/native-kernels.ts';
import { maxPool as mostByKernel, creluPool as pooledByKernel } from '../../../src/vision/kernels/pooling.ts';
import {
  cutAndResize,
  cutPacked,
  halvePacked,
  swapPacked,
  transform,
} from '../../../src/vision/kernels/sampling.ts';
import { convolveSeparable } from '../../../src/vision/kernels/separable.ts';
import { useFastKernels } from '../../../src/vision/kernels/use-fast-kernels.ts';
import type { Place, WasmBackend } from '../../../src/vision/kernels/wasm-memory.ts';
import { residualConvolution } from '../../../src/vision/residual-convolution.ts';
import { separableBlock } from '../../../src/vision/separable-block.ts';

/** Sums in another order differ in their last digits. */
const CLOSE = 1e-4;

let place: Place;

beforeAll(async () => {
  await startBackend('wasm');
  const wasmBackend = backend() as unknown as WasmBackend;
  const native = await bindKernels(await readModelFile('kernels.wasm'), wasmBackend.wasm.asm.memory);
  if (!native) throw new Error('This Node knows no relaxed SIMD.');
  place = { backend: wasmBackend, native };
});

/** Numbers that look random and are the same in every run. */
function noise(shape: [number, number, number, number], seed = 1): Tensor4D {
  const length = shape.reduce((product, side) => product * side, 1);
  return tensor4d(
    Float32Array.from({ length }, (_, index) => Math.sin((index + 1) * 12.9898 * seed)),
    shape,
  );
}

function expectSame(ours: TensorInfo | undefined, theirs: Tensor, close = CLOSE): void {
  if (!ours) throw new Error('Our kernel left the work to that of tfjs.');
  expect(ours.shape).toEqual(theirs.shape);
  const found = engine().makeTensorFromTensorInfo(ours).dataSync();
  const expected = theirs.dataSync();
  let worst = 0;
  for (const [index, value] of expected.entries())
    worst = Math.max(worst, Math.abs(value - (found[index] ?? Number.NaN)));
  expect(worst).toBeLessThan(close);
}

const same = { pad: 'same', dilations: 1, dataFormat: 'NHWC' } as const;

describe('our convolution gives what that of tfjs gives', () => {
  it.each([
    { what: 'a stem', x: [1, 33, 40, 3], filter: [7, 7, 3, 24], strides: 4, activation: 'linear' },
    { what: 'a batch', x: [3, 12, 12, 16], filter: [3, 3, 16, 32], strides: 1, activation: 'relu' },
    {
      what: 'channels that are no multiple of eight',
      x: [2, 9, 7, 5],
      filter: [3, 3, 5, 13],
      strides: 2,
      activation: 'relu6',
    },
    { what: 'two channels', x: [1, 8, 8, 32], filter: [3, 3, 32, 2], strides: 1, activation: 'linear' },
    { what: 'one pixel', x: [1, 1, 1, 24], filter: [1, 1, 24, 28], strides: 1, activation: 'relu' },
    {
      what: 'one filter tap, stride 2',
      x: [1, 10, 10, 8],
      filter: [1, 1, 8, 8],
      strides: 2,
      activation: 'linear',
    },
    {
      what: 'minimal filtering of more tiles than go together, some cut off at the edge',
      x: [2, 21, 18, 16],
      filter: [3, 3, 16, 24],
      strides: 1,
      activation: 'relu',
    },
    {
      what: 'minimal filtering with channels that are no multiple of eight',
      x: [1, 6, 6, 20],
      filter: [3, 3, 20, 42],
      strides: 1,
      activation: 'linear',
    },
    {
      what: 'minimal filtering at stride 2',
      x: [1, 19, 24, 16],
      filter: [5, 5, 16, 16],
      strides: 2,
      activation: 'relu6',
    },
    {
      what: 'minimal filtering at stride 2 of rows that pad at one side only',
      x: [1, 16, 12, 16],
      filter: [6, 6, 16, 18],
      strides: 2,
      activation: 'linear',
    },
  ] as const)('for $what', ({ what, x, filter, strides, activation }) => {
    // Its transforms cost a digit.
    const close = what.startsWith('minimal filtering') ? 5 * CLOSE : CLOSE;
    for (const pad of ['same', 'valid'] as const) {
      if (pad === 'valid' && x[1] < filter[0]) continue;
      const inputs = {
        x: noise([...x]),
        filter: noise([...filter], 2),
        bias: tensor1d(noise([1, 1, 1, filter[3]], 3).dataSync()),
      };
      const theirs = fused.conv2d({ ...inputs, strides, pad, activation });
      expectSame(convolve(place, inputs, { ...same, strides, pad, activation }), theirs, close);
    }
  });

  it('when a filter is used again, and when there is no bias', () => {
    const filter = noise([3, 3, 4, 8]);
    for (const seed of [1, 2]) {
      const x = noise([1, 6, 6, 4], seed);
      const theirs = fused.conv2d({ x, filter, strides: 1, pad: 'same' });
      expectSame(convolve(place, { x, filter }, { ...same, strides: 1 }), theirs);
    }
  });

  it('and leaves what it does not know to tfjs', () => {
    const inputs = { x: noise([1, 6, 6, 4]), filter: noise([3, 3, 4, 8]) };
    expect(convolve(place, inputs, { ...same, strides: 1, activation: 'elu' })).toBeUndefined();
    expect(convolve(place, inputs, { ...same, strides: 1, dilations: 2 })).toBeUndefined();
    expect(convolve(place, inputs, { ...same, strides: [1, 2] })).toBeUndefined();
  });
});

describe('our end of a residual block gives what the operations that it joins give', () => {
  it.each([
    { x: [3, 6, 6, 32], outputs: 32 },
    { x: [1, 24, 22, 16], outputs: 20 },
  ] as const)('for $x to $outputs channels', ({ x, outputs }) => {
    const [batch, height, width, channels] = x;
    const block = {
      x: noise([...x]),
      filter: noise([3, 3, channels, outputs], 2),
      bias: tensor1d(noise([1, 1, 1, outputs], 3).dataSync()),
      kept: noise([batch, height, width, outputs], 4),
    };
    expectSame(convolveResidual(place, block), residualConvolution(block), 5 * CLOSE);
  });

  it('and leaves what it cannot add to on its way', () => {
    const block = { x: noise([1, 6, 6, 8]), filter: noise([3, 3, 8, 8]), kept: noise([1, 6, 6, 8]) };
    const bias = tensor1d([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(convolveResidual(place, { ...block, bias })).toBeUndefined();
  });
});

describe('our depthwise convolution gives what that of tfjs gives', () => {
  it.each([
    { x: [1, 16, 16, 24], strides: 1 },
    { x: [2, 16, 12, 42], strides: 2 },
    { x: [1, 3, 3, 5], strides: 1 },
  ] as const)('for $x with stride $strides', ({ x, strides }) => {
    const inputs = { x: noise([...x]), filter: noise([3, 3, x[3], 1], 2) };
    const theirs = depthwiseConv2d(inputs.x, inputs.filter, strides, 'same');
    expectSame(convolveDepthwise(place, inputs, { ...same, strides }), theirs);
  });
});

describe('our separable block gives what the operations that it joins give', () => {
  it.each([
    { x: [2, 16, 16, 24], outputs: 24, stride: 1 },
    { x: [1, 9, 7, 36], outputs: 42, stride: 1 },
    { x: [3, 8, 8, 42], outputs: 48, stride: 2 },
  ] as const)('for $x with stride $stride to $outputs channels', ({ x, outputs, stride }) => {
    const [batch, height, width, channels] = x;
    const block = {
      x: noise([...x]),
      depthwise: noise([3, 3, channels, 1], 2),
      pointwise: noise([1, 1, channels, outputs], 3),
      bias: tensor1d(noise([1, 1, 1, outputs], 4).dataSync()),
      shortcut: noise([batch, Math.ceil(height / stride), Math.ceil(width / stride), channels], 5),
    };
    const theirs = separableBlock(block, stride);
    expectSame(convolveSeparable(place, block, { stride }), theirs);
  });
});

describe('our pooling of a concatenated ReLU gives what the operations that it joins give', () => {
  it.each([
    { x: [1, 16, 12, 24], stride: 2 },
    { x: [2, 7, 9, 8], stride: 2 },
    { x: [1, 5, 5, 4], stride: 1 },
  ] as const)('for $x with stride $stride', ({ x, stride }) => {
    const input = noise([...x]);
    expectSame(pooledByKernel(place, { x: input }, { stride }), creluPool(input, stride));
  });
});

describe('our max pooling gives what that of tfjs gives', () => {
  it.each([
    { x: [2, 9, 7, 8], filterSize: 3, strides: 1 },
    { x: [1, 8, 10, 4], filterSize: 2, strides: 2 },
    { x: [1, 7, 5, 12], filterSize: 3, strides: 2 },
  ] as const)('for $x in windows of $filterSize with stride $strides', ({ x, filterSize, strides }) => {
    // All below zero: nothing that lies beyond the edge may win.
    const input = sub(noise([...x]), 2) as Tensor4D;
    for (const pad of ['same', 'valid'] as const) {
      const theirs = maxPool(input, filterSize, strides, pad);
      expectSame(mostByKernel(place, { x: input }, { filterSize, strides, pad }), theirs);
    }
  });

  it('and leaves what it does not know to tfjs', () => {
    const plain = { filterSize: 2, strides: 2, pad: 'same' };
    expect(mostByKernel(place, { x: noise([1, 4, 4, 3]) }, plain)).toBeUndefined();
    const x = noise([1, 4, 4, 4]);
    expect(mostByKernel(place, { x }, { ...plain, filterSize: [1, 2] })).toBeUndefined();
    expect(mostByKernel(place, { x }, { ...plain, pad: 1 })).toBeUndefined();
  });
});

describe('our concatenation gives what that of tfjs gives', () => {
  it.each([1, 3])('along axis %i', (axis) => {
    const parts = [noise([2, 3, 4, 5]), noise([2, 3, 4, 5], 2), noise([2, 3, 4, 5], 3)];
    const ours = concatenate(place, parts as unknown as NamedTensorInfoMap, { axis });
    expectSame(ours, concat(parts, axis));
  });
});

describe('our sampling gives what that of tfjs gives', () => {
  it('for boxes inside, beyond the edge and mirrored', () => {
    const picture = noise([1, 20, 31, 3]);
    const corners = [
      [0.1, 0.2, 0.7, 0.8],
      [-0.4, -0.3, 1.2, 1.1],
      [0.9, 0.9, 0.1, 0.2],
      [0, 0, 1, 1],
    ];
    const boxes = tensor2d(corners);
    const theirs = image.cropAndResize(picture, boxes, [0, 0, 0, 0], [16, 16], 'bilinear', 0.5);
    const attributes = { method: 'bilinear', extrapolationValue: 0.5, cropSize: [16, 16] };
    expectSame(cutAndResize(place, { image: picture, boxes }, attributes), theirs);
  });

  it('for a picture with packed pixels, cut and halved', () => {
    const [height, width] = [21, 31];
    const rgba = Uint8ClampedArray.from({ length: height * width * 4 }, (_, index) => (index * 37) % 256);
    const rgb = Float32Array.from(rgba.filter((_, index) => index % 4 < 3));
    const picture = tensor4d(rgb, [1, height, width, 3]);
    const pixels = tensor3d(new Int32Array(rgba.buffer), [height, width, 1], 'int32');
    const beside = [-0.6, -0.7, -0.2, -0.1, 1.2, 1.3, 1.6, 1.9, 0.2, 1.1, 0.8, 1.4, 0.2, -0.6, 0.8, -0.1];
    const corners = [0.1, 0.2, 0.7, 0.8, -0.4, -0.3, 1.2, 1.1, ...beside];
    const boxes = tensor2d(corners, [6, 4]);
    const theirs = image.cropAndResize(picture, boxes, [0, 0, 0, 0, 0, 0], [12, 16], 'bilinear', 127.5);
    const attributes = { corners, size: [12, 16], outside: 127.5, scale: 1, offset: 0 };
    expectSame(cutPacked(place, { pixels }, attributes), theirs, 256 * CLOSE);
    const signed = { ...attributes, scale: 2 / 255, offset: -1 };
    expectSame(cutPacked(place, { pixels }, signed), sub(mul(theirs, 2 / 255), 1), CLOSE);
    expectSame(halvePacked(place, { pixels }), avgPool(picture, 2, 2, 'same'), 256 * CLOSE);
  });

  it('for turned pictures', () => {
    const pictures = noise([2, 20, 24, 3]);
    const maps = [
      [0.9, -0.3, 2, 0.3, 0.9, -1, 0, 0],
      [1.4, 0.2, -5, -0.2, 1.4, 3, 0, 0],
    ];
    const theirs = image.transform(pictures, maps, 'bilinear', 'nearest', 0, [18, 15]);
    const attributes = {
      interpolation: 'bilinear',
      fillMode: 'nearest',
      fillValue: 0,
      outputShape: [18, 15],
    };
    expectSame(transform(place, { image: pictures, transforms: tensor2d(maps) }, attributes), theirs);
  });
});

describe('what our kernels do with a face at once', () => {
  const [height, width] = [40, 53];
  const bytes = Uint8ClampedArray.from({ length: height * width * 4 }, (_, index) => (index * 37) % 256);
  const SIDE = 16;
  const LUMA = [0.299, 0.587, 0.114];
  /** Inside; beyond the edge at each side; enlarged; and wholly beside the picture. */
  const corners = [
    [0.1, 0.2, 0.7, 0.8],
    [-0.4, -0.3, 1.2, 1.1],
    [0.5, 0.5, 0.6, 0.65],
    [0.2, 1.1, 0.8, 1.4],
    [-0.6, -0.7, -0.2, -0.1],
  ];
  const range = { side: SIDE, outside: 127.5, scale: 2 / 255, offset: -1 };

  function picture(): Tensor4D {
    const rgb = Float32Array.from(bytes.filter((_, index) => index % 4 < 3));
    return tensor4d(rgb, [1, height, width, 3]);
  }

  it('is what cutting, reducing and weighing the colours give, for packed maps and for others', () => {
    const packed = tensor3d(new Int32Array(bytes.buffer), [height, width, 1], 'int32');
    const crops = image.cropAndResize(
      picture(),
      tensor2d(corners),
      corners.map(() => 0),
      [SIDE, SIDE],
      'bilinear',
      127.5,
    );
    const maps = { 0: packed, 1: picture() };
    const cuts = [0, 1, 0, 0, 1].map((map, index) => ({ map, corners: corners[index] }));
    const [small, large] = cutFaces(place, maps, { cuts, ...range } as unknown as NamedAttrMap);
    expectSame(small, sub(mul(avgPool(crops, 2, 2, 'valid'), 2 / 255), 1));
    expectSame(large, sum(mul(crops, LUMA), 3, true), 256 * CLOSE);
  });

  it('is what turning, reducing and normalising give, beyond the edges too', () => {
    const crops = noise([2, 20, 20, 1]);
    const maps = [
      [0.9, -0.3, 2, 0.3, 0.9, -1, 0, 0],
      [1.4, 0.2, -5, -0.2, 1.4, 3, 0, 0],
    ];
    const coloured = concat([crops, crops, crops], 3) as Tensor4D;
    const turned = image.transform(coloured, maps, 'bilinear', 'nearest', 0, [24, 24]);
    const theirs = slice(avgPool(turned, 2, 2, 'valid'), [0, 0, 0, 0], [-1, -1, -1, 1]);
    const attributes = { maps, side: 12, scale: 0.5, offset: 3 } as unknown as NamedAttrMap;
    expectSame(turnGray(place, { crops }, attributes), add(mul(theirs, 0.5), 3));
  });

  it('leaves pictures in colours to those that know them', () => {
    const attributes = { maps: [], side: 12, scale: 1, offset: 0 } as unknown as NamedAttrMap;
    expect(turnGray(place, { crops: noise([2, 20, 20, 3]) }, attributes)).toBeUndefined();
  });
});

it('red and blue change places, whatever the number of pixels', () => {
  const [height, width] = [3, 7];
  const bgr = Uint8ClampedArray.from({ length: height * width * 4 }, (_, index) => (index * 37) % 256);
  const rgb = bgr.map((_, at) => bgr[at % 4 === 3 ? at : at - (at % 4) + 2 - (at % 4)] ?? 0);
  const tensorOf = (bytes: Uint8ClampedArray<ArrayBuffer>) =>
    tensor3d(new Int32Array(bytes.buffer), [height, width, 1], 'int32');
  const swapped = swapPacked(place, { pixels: tensorOf(bgr) }) as TensorInfo;
  const found = engine().makeTensorFromTensorInfo(swapped).dataSync();
  expect([...found]).toEqual([...tensorOf(rgb).dataSync()]);
});

describe('the file of our kernels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mien-kernels-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is what its source compiles to', () => {
    const fresh = join(folder, 'kernels.wasm');
    const config = 'src/vision/kernels/assembly/asconfig.json';
    const compiler = resolve('node_modules', 'assemblyscript', 'bin', 'asc.js');
    const source = 'src/vision/kernels/assembly/index.ts';
    execFileSync(process.execPath, [compiler, source, '--config', config, '--outFile', fresh]);
    expect(readFileSync(fresh).equals(readFileSync('src/vision/kernels/kernels.wasm'))).toBe(true);
  }, 60_000);

  it('takes the place of five kernels of tfjs, adds seven, and leaves no tensor behind', async () => {
    const names = ['FusedConv2D', 'DepthwiseConv2dNative', 'Concat', 'CropAndResize', 'Transform'];
    const before = names.map((name) => getKernel(name, 'wasm')?.kernelFunc);
    const tensors = memory().numTensors;
    await useFastKernels(readModelFile);
    const after = names.map((name) => getKernel(name, 'wasm')?.kernelFunc);
    for (const [index, kernel] of after.entries()) expect(kernel).not.toBe(before[index]);
    expect(memory().numTensors).toBe(tensors);
    const own = [
      'CutFaces',
      'TurnGray',
      'CutPacked',
      'HalvePacked',
      'SwapPacked',
      'SeparableBlock',
      'CreluPool',
    ];
    for (const name of own) expect(getKernel(name, 'wasm')).toBeDefined();
  });

  it('is not used where the browser does not understand it', async () => {
    const unknown = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0xff]).buffer;
    expect(await bindKernels(unknown, place.backend.wasm.asm.memory)).toBeUndefined();
  });
});
