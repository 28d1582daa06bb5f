/**
 * Makes a call that is done once, some milliseconds after it was first wished for, however often it is wished for in
 * between.
 */
export function soon(signal: AbortSignal, milliseconds: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => {
    if (signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      act();
    }, milliseconds);
  };
}
