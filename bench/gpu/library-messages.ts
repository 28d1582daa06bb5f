import type { BenchPage } from '../peers/bench-page.ts';
import type { DawnAdapter } from './dawn.ts';

/** What a library's process says once it has read its first picture. */
export interface Opened {
  /** Milliseconds from the start of the process, the decoding left out. */
  readonly coldStart: number;
  /** Where it runs on a GPU. */
  readonly adapter?: DawnAdapter;
}

export interface Call {
  readonly call: number;
  readonly method: keyof BenchPage;
  readonly urls: readonly string[];
}

export type Answer =
  | { readonly call: number; readonly result: Awaited<ReturnType<BenchPage[keyof BenchPage]>> }
  | { readonly call: number; readonly error: string };
