import { expect, it } from 'vitest';
import { countVitest } from '../../../scripts/lib/vitest-totals.ts';

const test = (fullName: string, status: string) => ({ fullName, status });
const file = (status: string, ...assertionResults: ReturnType<typeof test>[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults,
});

it('counts tests, and names those that were skipped', () => {
  const report = {
    numPassedTests: 2,
    numFailedTests: 1,
    success: false,
    testResults: [
      file('passed', test('a', 'passed'), test('b', 'skipped'), test('c', 'todo')),
      file('failed', test('d', 'passed'), test('e', 'failed')),
    ],
  };
  expect(countVitest(report)).toEqual({ passed: 2, failed: 1, skipped: ['b', 'c'] });
});

it('counts a file that breaks before its first test as a failure', () => {
  const report = { numPassedTests: 0, numFailedTests: 0, success: false, testResults: [file('failed')] };
  expect(countVitest(report).failed).toBe(1);
});

it('counts a run that fails outside every test as a failure', () => {
  const report = {
    numPassedTests: 1,
    numFailedTests: 0,
    success: false,
    testResults: [file('passed', test('a', 'passed'))],
  };
  expect(countVitest(report).failed).toBe(1);
});
