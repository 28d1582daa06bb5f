/**
 * What `work` gives, or `late` thrown once `milliseconds` have passed. What comes too late goes to `discard`, so that
 * nothing of it stays in memory.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  milliseconds: number,
  late: Error,
  discard: (value: T) => void,
): Promise<T> {
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    reject(late);
  }, milliseconds);
  work.then(
    (value) => isLate && discard(value),
    () => undefined,
  );
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
