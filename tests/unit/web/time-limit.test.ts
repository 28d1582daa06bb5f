import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TimeLimit } from '../../../src/web/waiting.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => undefined);
const endOf = (promise: Promise<unknown>) => {
  const end = { value: 'waits' };
  promise.then(
    () => {
      end.value = 'done';
    },
    (error: Error) => {
      end.value = error.name;
    },
  );
  return end;
};

it('each of many ends after its own time, though one timer does for all', async () => {
  const { signal } = new AbortController();
  const first = new TimeLimit(signal, 1000);
  const firstEnd = endOf(first.keep(never));
  await vi.advanceTimersByTimeAsync(400);
  const second = new TimeLimit(signal, 1000);
  const secondEnd = endOf(second.keep(never));
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(599);
  expect([firstEnd.value, secondEnd.value]).toEqual(['waits', 'waits']);
  await vi.advanceTimersByTimeAsync(1);
  expect([firstEnd.value, secondEnd.value]).toEqual(['TimeoutError', 'waits']);
  expect([first.isOver, second.isOver]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(400);
  expect(secondEnd.value).toBe('TimeoutError');
  first.lift();
  second.lift();
  expect(vi.getTimerCount()).toBe(0);
});

it('what has ended in time is not counted, and leaves no timer behind', async () => {
  const { signal } = new AbortController();
  const quick = new TimeLimit(signal, 1000);
  const slow = new TimeLimit(signal, 1000);
  const slowEnd = endOf(slow.keep(never));
  expect(await quick.keep(Promise.resolve(7))).toBe(7);
  quick.lift();
  await vi.advanceTimersByTimeAsync(1000);
  expect(quick.isOver).toBe(false);
  expect(slowEnd.value).toBe('TimeoutError');
  slow.lift();
  expect(vi.getTimerCount()).toBe(0);
});

it('ends with its signal, also with one that had ended before, and then waits for nothing more', async () => {
  const controller = new AbortController();
  const limit = new TimeLimit(controller.signal, 1000);
  const end = endOf(limit.keep(never));
  controller.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(end.value).toBe('AbortError');
  expect(limit.isOver).toBe(true);
  const next = endOf(limit.keep(never));
  const late = new TimeLimit(controller.signal, 1000);
  const lateEnd = endOf(late.keep(never));
  await vi.advanceTimersByTimeAsync(0);
  expect([next.value, lateEnd.value]).toEqual(['AbortError', 'AbortError']);
  limit.lift();
  late.lift();
});
