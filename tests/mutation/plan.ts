/** What the mutation check changes, and what it leaves alone. */

/** Folders under `src`; each has to reach the threshold by itself, with the tests of the same folder in `tests/unit`. */
export const MUTATED_FOLDERS = ['vision', 'engine', 'messaging', 'settings'] as const;
export type MutatedFolder = (typeof MUTATED_FOLDERS)[number];

/** Mutants out of a hundred that have to be killed. */
export const LEAST_KILLED = 80;

/** Globs of what Node cannot run, or nobody gets, each with the tests that hold it instead. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'src/engine/bitmap-pixels.ts':
    'Draws on an OffscreenCanvas: tests/extension/engine.test.ts reads known pictures by it.',
  'src/engine/channel-to.ts':
    'Makes a browser Worker and asks for a Web Lock: tests/extension/engine-loss.test.ts.',
  'src/engine/serve-engine.ts':
    'Runs in a browser Worker alone: tests/extension/engine.test.ts, tests/extension/engine-faults.test.ts.',
  'src/vision/kernels/assembly/**':
    'Is AssemblyScript: tests/unit/vision/kernels.test.ts compiles it and compares its numbers with those of tfjs.',
  'src/vision/kernels/unpack-on-gpu.ts':
    'Computes on WebGPU, which Node has not: tests/dom/vision-backends.test.ts compares its numbers with those of WASM.',
  'src/engine/faults.ts':
    'Is in no build for people: it causes the faults of tests/extension/engine-faults.test.ts.',
};
