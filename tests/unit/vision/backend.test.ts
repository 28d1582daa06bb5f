import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import {
  env,
  findBackendFactory,
  getBackend,
  KernelBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginLoadingWasm, startBackend } from '../../../src/vision/backend.ts';

// What a machine without a browser lacks: importing these registers nothing, and the tests register their own.
vi.mock('@tensorflow/tfjs-backend-webgpu', () => ({}));
vi.mock('@tensorflow/tfjs-backend-webgl', async () => {
  const { env } = await import('@tensorflow/tfjs-core');
  env().registerFlag('WEBGL_DELETE_TEXTURE_THRESHOLD', () => -1);
  return {};
});

const wasmMain = createRequire(import.meta.url).resolve(
  '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
);
const wasmFolder = `${dirname(wasmMain)}/`;

class FakeGpu extends KernelBackend {
  readonly lost = Promise.withResolvers<{ message: string }>();
  readonly device = Object.assign(new EventTarget(), { lost: this.lost.promise });
  readonly canvas = new EventTarget();
  readonly gpgpu = { gl: { canvas: this.canvas } };

  override dispose(): void {}

  override numDataIds(): number {
    return 0;
  }

  /** An error that no one has asked for, as WebGPU tells of it. */
  fail(message: string): void {
    this.device.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: { message } }));
  }
}

const onLost = vi.fn<(reason: string) => void>();
const options = { wasmFolder, onLost };

async function startFake(name: 'webgpu' | 'webgl'): Promise<FakeGpu> {
  const gpu = new FakeGpu();
  registerBackend(name, () => gpu);
  await startBackend(name, options);
  return gpu;
}

beforeEach(() => onLost.mockReset());

afterEach(async () => {
  await setBackend('cpu');
  for (const name of ['webgpu', 'webgl']) if (findBackendFactory(name)) removeBackend(name);
});

describe('a backend', () => {
  it.each(['cpu', 'wasm'] as const)('%s is the one that runs', async (name) => {
    await startBackend(name, options);
    expect(getBackend()).toBe(name);
    expect(onLost).not.toHaveBeenCalled();
  });

  it('of WebAssembly runs without threads, which the content policy of an extension forbids', async () => {
    await startBackend('wasm', options);
    expect(env().get('WASM_HAS_MULTITHREAD_SUPPORT')).toBe(false);
  });

  it.each(['webgpu', 'webgl'] as const)('%s that is not there is named', async (name) => {
    await expect(startBackend(name, options)).rejects.toThrow(name);
    expect(getBackend()).not.toBe(name);
  });

  it.each(['webgpu', 'webgl'] as const)('%s that does not start says why', async (name) => {
    const reason = new Error('no adapter');
    registerBackend(name, () => Promise.reject(reason));
    const failure = await startBackend(name, options).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message: `The ${name} backend did not start: no adapter`,
      cause: reason,
    });
  });
});

describe('a GPU', () => {
  it('that is lost is told of, once, with what it says', async () => {
    const gpu = await startFake('webgpu');
    expect(getBackend()).toBe('webgpu');
    expect(onLost).not.toHaveBeenCalled();
    gpu.lost.resolve({ message: 'unplugged' });
    await vi.waitFor(() =>
      expect(onLost).toHaveBeenCalledExactlyOnceWith('The GPU device was lost. unplugged'),
    );
    gpu.fail('too late');
    expect(onLost).toHaveBeenCalledOnce();
  });

  it('that is lost without a word is told of without one', async () => {
    const gpu = await startFake('webgpu');
    gpu.lost.resolve({ message: '' });
    await vi.waitFor(() => expect(onLost).toHaveBeenCalledExactlyOnceWith('The GPU device was lost.'));
  });

  it('with an error that nobody caught is not trusted any more', async () => {
    const gpu = await startFake('webgpu');
    gpu.fail('shader');
    gpu.fail('another');
    expect(onLost).toHaveBeenCalledExactlyOnceWith('WebGPU error: shader');
  });

  it('whose WebGL context is lost is not trusted any more', async () => {
    const gpu = await startFake('webgl');
    gpu.canvas.dispatchEvent(new Event('webglcontextlost'));
    gpu.canvas.dispatchEvent(new Event('webglcontextlost'));
    expect(onLost).toHaveBeenCalledExactlyOnceWith('The WebGL context was lost.');
  });

  it('keeps no more than 256 MB of unused WebGL textures', async () => {
    await startFake('webgl');
    expect(env().get('WEBGL_DELETE_TEXTURE_THRESHOLD')).toBe(256 * 1024 * 1024);
  });
});

it('loading the code of WebAssembly early starts nothing', () => {
  const before = getBackend();
  expect(beginLoadingWasm()).toBeUndefined();
  expect(getBackend()).toBe(before);
});
