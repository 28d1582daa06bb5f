import type { BenchPage } from './bench-page.ts';
import type { Library } from './options.ts';
import type { BackendFlag } from './readers/reader.ts';
import type { BenchServer } from './server.ts';

/** A library in a process of its own, as the measuring program sees it. */
export interface LibraryPage extends BenchPage {
  /** The program and, where it is not a browser, the GPU. */
  readonly runsIn: string;
  /** From the page's address being opened, or the process being made, to the first picture being read. */
  readonly coldStart: number;
  /** Most memory that the process has held, in megabytes; undefined off Linux. */
  peakMemory(): Promise<number | undefined>;
  /** Memory that it holds now. */
  memory(): Promise<number | undefined>;
  /** Memory that it holds now without the files that all processes map. */
  ownMemory(): Promise<number | undefined>;
  /** Processor time of all its threads since its start, in milliseconds. */
  processorTime(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** Opens a library in a fresh process and waits until it has read `first`. */
export type OpenLibrary = (
  server: BenchServer,
  library: Library,
  backend: BackendFlag,
  first: string,
) => Promise<LibraryPage>;
