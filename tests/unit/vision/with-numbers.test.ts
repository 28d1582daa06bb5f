import { backend, tensor2d } from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';
import { startBackend } from '../../../bench/lib/node-backend.ts';
import type { WasmBackend } from '../../../src/vision/kernels/wasm-memory.ts';
import { withNumbers } from '../../../src/vision/with-numbers.ts';

const ROWS = [
  [1.5, -2],
  [3, 0.25],
];

let used: Float32Array | undefined;
afterEach(() => {
  used = undefined;
});

async function numbersOfRows(): Promise<number[]> {
  const rows = tensor2d(ROWS);
  try {
    return await withNumbers(rows, (numbers) => {
      used = numbers;
      return [...numbers];
    });
  } finally {
    rows.dispose();
  }
}

it('uses the numbers where they lie on WASM', async () => {
  await startBackend('wasm');
  expect(await numbersOfRows()).toEqual(ROWS.flat());
  expect(used?.buffer).toBe((backend() as unknown as WasmBackend).wasm.asm.memory.buffer);
});

it('uses a copy on another backend', async () => {
  await startBackend('cpu');
  expect(await numbersOfRows()).toEqual(ROWS.flat());
});

it('passes on what the use of them throws', async () => {
  await startBackend('wasm');
  const rows = tensor2d(ROWS);
  const broken = withNumbers(rows, () => {
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  rows.dispose();
});
