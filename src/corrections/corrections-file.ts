import type { Correction } from './correction.ts';

/** Counts up whenever a field changes its meaning or goes away. */
const VERSION = 1;

/** The corrections as a JSON document; docs/results.md says what each field means. */
export function correctionsToJson(corrections: readonly Correction[]): string {
  const document = {
    format: 'mien-corrections',
    version: VERSION,
    corrections: corrections.map(({ id: _id, at, ...correction }) => ({
      ...correction,
      at: new Date(at).toISOString(),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
