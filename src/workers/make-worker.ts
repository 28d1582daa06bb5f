/**
 * A worker of the extension.
 *
 * @param name says what it is to do; see `worker-names.ts`
 */
export function makeWorker(name: string): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
}
