import type { BuiltFile } from './built-files.ts';

/** An upper bound for the files whose path matches, in kilobytes of 1000 bytes. */
export interface Budget {
  readonly what: string;
  /** A regular expression. */
  readonly paths: string;
  readonly measure: 'plain' | 'gzipped';
  readonly limit: number;
}

export interface Spending {
  readonly what: string;
  readonly kilobytes: number;
  readonly limit: number;
  readonly withinLimit: boolean;
}

/** Sums up what each budget counts. A budget that no file falls under is overdrawn: it guards nothing. */
export function spend(files: readonly BuiltFile[], budgets: readonly Budget[]): Spending[] {
  return budgets.map(({ what, paths, measure, limit }) => {
    const pattern = new RegExp(paths);
    const counted = files.filter((file) => pattern.test(file.path));
    const bytes = counted.reduce(
      (sum, file) => sum + (measure === 'gzipped' ? file.gzippedBytes : file.bytes),
      0,
    );
    const kilobytes = bytes / 1000;
    return { what, kilobytes, limit, withinLimit: counted.length > 0 && kilobytes <= limit };
  });
}
