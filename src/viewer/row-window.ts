/** Height of a row of the list in CSS pixels; viewer.css knows it as --row. */
export const ROW_HEIGHT = 64;
/** Rows drawn beyond either edge, so that quick scrolling shows no gaps. */
const BEYOND = 6;

/** The rows of a long list that are drawn: from `start` to before `end`. */
export function rowWindow(scrollTop: number, height: number, count: number): { start: number; end: number } {
  const start = Math.floor(scrollTop / ROW_HEIGHT) - BEYOND;
  const end = Math.ceil((scrollTop + height) / ROW_HEIGHT) + BEYOND;
  return { start: Math.max(0, Math.min(start, count)), end: Math.max(0, Math.min(end, count)) };
}

const STEPS: Readonly<Record<string, (page: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (page) => page,
  PageUp: (page) => -page,
  Home: () => Number.NEGATIVE_INFINITY,
  End: () => Number.POSITIVE_INFINITY,
};

/** Where a key leads in a list, or undefined where the key means nothing to it. */
export function rowAfterKey(key: string, current: number, count: number, height: number): number | undefined {
  const step = STEPS[key]?.(Math.max(1, Math.floor(height / ROW_HEIGHT) - 1));
  if (step === undefined || count === 0) return undefined;
  return Math.max(0, Math.min(count - 1, current + step));
}
