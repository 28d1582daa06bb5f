import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The binaries that run without threads; the threaded one cannot start under the content policy of an extension. */
const BINARIES = ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm'];

/** tfjs's WASM binaries, and where the built extension holds them: `/wasm/`. */
export function wasmFiles(): { absoluteSrc: string; relativeDest: string }[] {
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  return BINARIES.map((name) => ({ absoluteSrc: join(dirname(main), name), relativeDest: `wasm/${name}` }));
}
