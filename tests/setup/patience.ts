import { vi } from 'vitest';

/** Milliseconds. What comes at all comes long before; a busy machine may need more than Vitest's own second for it. */
const PATIENCE = 15_000;

const { waitFor, waitUntil } = vi;
vi.waitFor = (check, options) => waitFor(check, patient(options));
vi.waitUntil = (check, options) => waitUntil(check, patient(options));

function patient<O extends object>(options: number | O | undefined): number | (O & { timeout: number }) {
  return typeof options === 'number' ? options : { timeout: PATIENCE, ...(options as O) };
}
