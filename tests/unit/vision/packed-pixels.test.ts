import { tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import { readModelFile } from '../../../scripts/lib/model-files.ts';
import { useFastKernels } from '../../../src/vision/kernels/use-fast-kernels.ts';
import { pixelsOf } from '../../../src/vision/packed-pixels.ts';
import { cutBoxes } from '../../../src/vision/preprocess.ts';

const SIZE = { width: 6, height: 5 };
const RGB = Uint8ClampedArray.from({ length: 6 * 5 * 4 }, (_, index) => (index * 53) % 256);
const BGR = RGB.map((_, at) => RGB[at % 4 === 3 ? at : at - 2 * (at % 4) + 2] ?? 0);

/** Each pixel as the pipeline sees it, red, green and blue. */
function seen(bytes: Uint8ClampedArray<ArrayBuffer>, order: 'rgb' | 'bgr'): number[] {
  return tidy(() => {
    const whole = cutBoxes(pixelsOf(bytes, SIZE, order), [{ x: 0, y: 0, width: 1, height: 1 }], SIZE);
    return [...whole.dataSync()].map(Math.round);
  });
}

const expected = [...RGB.filter((_, index) => index % 4 < 3)];

describe.each(['cpu', 'wasm'] as const)('pixels on %s', (backend) => {
  it.each([
    ['rgb', RGB],
    ['bgr', BGR],
  ] as const)('are red, green and blue when they come as %s', async (order, bytes) => {
    await startBackend(backend);
    if (backend === 'wasm') await useFastKernels(readModelFile);
    expect(seen(bytes, order)).toEqual(expected);
  });
});
