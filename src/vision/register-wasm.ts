import { env } from '@tensorflow/tfjs-core';

/**
 * Makes tfjs know its WASM backend.
 *
 * @param wasmFolder folder or address, with a slash at its end, that holds the WASM binaries of tfjs
 */
export async function registerWasm(wasmFolder: string): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // The threaded binary starts workers from blob: addresses, which the content policy of an extension forbids; tfjs
  // would wait for them for ever.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(wasmFolder);
}
