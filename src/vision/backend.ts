import * as tf from '@tensorflow/tfjs-core';
import { registerWasm } from './register-wasm.ts';
import type { BackendName } from './types.ts';

export interface BackendOptions {
  /** Folder or address, with a slash at its end, that holds the WASM binaries of tfjs. */
  readonly wasmFolder: string;
  /** Hears, at most once, why the backend cannot be trusted any more: a lost device, an error on the GPU. */
  readonly onLost: (reason: string) => void;
}

/** Memory that WebGL textures may hold before unused ones are freed; tfjs would keep all of them. */
const TEXTURE_BYTES_KEPT = 256 * 1024 * 1024;

/**
 * Begins to load the code of the WASM backend: where there is no GPU everything ends there, and the search for one takes as
 * long as the loading.
 */
export function beginLoadingWasm(): void {
  // Whoever starts the backend hears of a failure.
  import('@tensorflow/tfjs-backend-wasm').catch(() => undefined);
}

/** Each backend is a chunk of its own, so that a machine parses only the one it runs. */
const REGISTER: Readonly<Record<BackendName, (options: BackendOptions) => Promise<void>>> = {
  webgpu: async () => {
    const [{ registerUnpacking }] = await Promise.all([
      import('./kernels/unpack-on-gpu.ts'),
      import('@tensorflow/tfjs-backend-webgpu'),
    ]);
    registerUnpacking();
  },
  webgl: async () => {
    await import('@tensorflow/tfjs-backend-webgl');
    tf.env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', TEXTURE_BYTES_KEPT);
  },
  wasm: ({ wasmFolder }) => registerWasm(wasmFolder),
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu');
  },
};

interface WithDevice {
  readonly device: GPUDevice;
}

interface WithContext {
  readonly gpgpu: { readonly gl: WebGL2RenderingContext };
}

function watchDevice(device: GPUDevice, onLost: (reason: string) => void): void {
  device.addEventListener('uncapturederror', ({ error }) => onLost(`WebGPU error: ${error.message}`));
  void device.lost.then(({ message }) => onLost(`The GPU device was lost. ${message}`.trim()));
}

function watchContext(gl: WebGL2RenderingContext, onLost: (reason: string) => void): void {
  gl.canvas.addEventListener('webglcontextlost', () => onLost('The WebGL context was lost.'));
}

function watch(name: BackendName, onLost: (reason: string) => void): void {
  let isLost = false;
  const loseOnce = (reason: string) => {
    if (isLost) return;
    isLost = true;
    onLost(reason);
  };
  // tfjs gives no public way to its device and its context.
  const backend: unknown = tf.backend();
  if (name === 'webgpu') watchDevice((backend as WithDevice).device, loseOnce);
  if (name === 'webgl') watchContext((backend as WithContext).gpgpu.gl, loseOnce);
}

/** Makes tfjs tell why a backend does not start: on its own it prints the error and says `false`. */
function keepStartError(name: BackendName): { error?: unknown } {
  const kept: { error?: unknown } = {};
  const start = tf.findBackendFactory(name);
  if (!start) return kept;
  tf.removeBackend(name);
  tf.registerBackend(name, async () => {
    try {
      return await start();
    } catch (error) {
      kept.error = error;
      throw error;
    }
  });
  return kept;
}

/**
 * Makes tfjs run on the backend `name`, and on no other.
 *
 * @throws where the backend is missing or does not start, with the reason
 */
export async function startBackend(name: BackendName, options: BackendOptions): Promise<void> {
  tf.enableProdMode();
  await REGISTER[name](options);
  const kept = keepStartError(name);
  const isActive = await tf.setBackend(name);
  if (!isActive || tf.getBackend() !== name) {
    const reason = kept.error instanceof Error ? kept.error.message : 'it is not available here';
    throw new Error(`The ${name} backend did not start: ${reason}`, { cause: kept.error });
  }
  watch(name, options.onLost);
}
