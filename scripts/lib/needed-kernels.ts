import type { Plugin } from 'vite';

/**
 * The kernels of tfjs that Mien runs, on whichever backend. Each backend brings some 170 in one list, with everything that they need;
 * the built extension holds no others. `tests/unit/scripts/needed-kernels.test.ts` has all networks run and sees that none is missing.
 */
export const NEEDED_KERNELS: ReadonlySet<string> = new Set([
  'Add',
  'AvgPool',
  'BatchMatMul',
  'Cast',
  'Concat',
  'Conv2D',
  'CropAndResize',
  'DepthwiseConv2dNative',
  'ExpandDims',
  'Fill',
  'FusedConv2D',
  'GatherV2',
  'Identity',
  'MaxPool',
  'Maximum',
  'Mean',
  'Multiply',
  'Neg',
  'Pack',
  'PadV2',
  'RealDiv',
  'Relu',
  'Reshape',
  'Reverse',
  'Slice',
  'Softmax',
  'Sqrt',
  'Square',
  'StridedSlice',
  'Sub',
  'Sum',
  'Transform',
  'Transpose',
]);

const LIST = /tfjs-backend-\w+[\\/]dist[\\/]register_all_kernels\.js$/;
/** How the list of a backend names a kernel: once where it comes from, and once in the list itself. */
const IMPORT = /^import \{ (?<config>\w+) \} from '\.\/kernels\/(?<kernel>\w+)';\n/gm;

/**
 * The list of a backend's kernels without those that are not needed.
 *
 * @param code of its `register_all_kernels.js`
 * @throws where it has not all that are needed, or is not written as it was
 */
export function withNeededKernels(code: string): string {
  const missing = new Set(NEEDED_KERNELS);
  let kept = code;
  for (const { 0: line, groups } of code.matchAll(IMPORT)) {
    const { config = '', kernel = '' } = groups ?? {};
    if (missing.delete(kernel)) continue;
    const entry = new RegExp(`^ +${config},?\n`, 'm');
    if (!entry.test(kept)) throw new Error(`The backend imports the kernel ${kernel} and does not list it.`);
    kept = kept.replace(line, '').replace(entry, '');
  }
  if (missing.size > 0) throw new Error(`The backend lacks kernels: ${[...missing].join(', ')}.`);
  return kept;
}

/** Leaves kernels of tfjs that Mien does not run out of the built extension. */
export function neededKernels(): Plugin {
  return {
    name: 'mien:needed-kernels',
    apply: 'build',
    transform: (code, id) => (LIST.test(id) ? { code: withNeededKernels(code), map: null } : undefined),
  };
}
