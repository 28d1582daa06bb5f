import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env, ready, setBackend } from '@tensorflow/tfjs-core';

/** Makes WASM (SIMD, one thread, as in the extension) or the CPU the active backend in Node. Throws when it cannot. */
export async function startBackend(name: 'wasm' | 'cpu'): Promise<void> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const { resolve } = createRequire(import.meta.url);
  setWasmPaths(`${dirname(resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'))}/`);
  if (!(await setBackend(name))) throw new Error(`The backend ${name} does not start.`);
  await ready();
}
