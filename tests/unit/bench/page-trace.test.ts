import { describe, expect, it } from 'vitest';
import { costOf, mainThreadOf } from '../../../bench/page/main-thread.ts';
import type { TraceEvent } from '../../../bench/page/trace.ts';

const SCRIPT = 'chrome-extension://mien/content-scripts/page.js';
const thread = { pid: 7, tid: 1 };

/** Times in milliseconds; the processor works half of them. */
function event(name: string, from: number, to: number, url?: string): TraceEvent {
  const length = (to - from) * 1000;
  return {
    ...thread,
    name,
    ph: 'X',
    ts: from * 1000,
    dur: length,
    tdur: length / 2,
    ...(url && { args: { data: { url } } }),
  };
}

const TASKS = [
  event('RunTask', 0, 100),
  event('FunctionCall', 10, 30, SCRIPT),
  event('FunctionCall', 12, 20, SCRIPT),
  event('RunMicrotasks', 40, 50),
  event('Layout', 14, 16),
  event('FunctionCall', 60, 90, 'http://page/'),
  event('RunTask', 200, 220),
  event('EvaluateScript', 200, 210, SCRIPT),
];

describe('what a main thread did', () => {
  it('counts the content script once, where its functions call each other', () => {
    expect(costOf(TASKS, thread, SCRIPT)).toMatchObject({ script: 20, scriptByClock: 40, busy: 60 });
  });

  it('takes the most that one task holds of it', () => {
    expect(costOf(TASKS, thread, SCRIPT)).toMatchObject({ longestScript: 15, longestTask: 50 });
  });

  it('counts layout that the script has caused as layout too', () => {
    expect(costOf(TASKS, thread, SCRIPT).layout).toBe(1);
  });

  it('finds no content script in a browser without one', () => {
    expect(costOf(TASKS, thread, undefined).script).toBe(0);
  });

  it('leaves out what other threads did', () => {
    const other = { ...event('RunTask', 300, 400), tid: 2 };
    expect(costOf([...TASKS, other], thread, SCRIPT).busy).toBe(60);
  });
});

it('knows the thread by the document that it parsed, and says so where there is none', () => {
  const parse = { ...event('ParseHTML', 0, 1), args: { beginData: { url: 'http://page/' } } };
  expect(mainThreadOf([...TASKS, parse], 'http://page/')).toEqual(thread);
  expect(() => mainThreadOf(TASKS, 'http://page/')).toThrow(/does not hold the loading/);
});
