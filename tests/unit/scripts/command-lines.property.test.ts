import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressionsOfFolders } from '../../../bench/evaluate/folder-labels.ts';
import { readOptions as readEvaluateOptions } from '../../../bench/evaluate/options.ts';
import { majority } from '../../../bench/lib/fer2013.ts';
import { readOptions as readPeerOptions } from '../../../bench/peers/options.ts';
import { parseStartOptions } from '../../../scripts/lib/start-options.ts';
import { countVitest } from '../../../scripts/lib/vitest-totals.ts';
import { EXPRESSIONS } from '../../../src/vision/types.ts';

const FLAGS = [
  '--screenshot',
  '--json',
  '--backend',
  '--timeout',
  '--help',
  '--data',
  '--images',
  '--part',
  '--numbers',
  '--framing',
  '--detect',
  '--peers',
  '--rounds',
  '--libraries',
  '--parts',
  '--',
  '-x',
];
const args = fc.array(
  fc.oneof(
    fc.constantFrom(...FLAGS),
    fc.tuple(fc.constantFrom(...FLAGS), fc.string()).map(([flag, value]) => `${flag}=${value}`),
    fc.string(),
    fc.constantFrom(
      'wasm',
      'page.png',
      '300',
      '0',
      '-1',
      'NaN',
      'Infinity',
      '1e9',
      '__proto__',
      'constructor',
    ),
  ),
  { maxLength: 6 },
);

/** Every command line is understood, or refused with a sentence. */
function refusal(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe.each([
  ['start', parseStartOptions],
  ['evaluate', readEvaluateOptions],
  ['bench', readPeerOptions],
] as const)('the command line of %s', (_name, read) => {
  it('is understood, or refused with words', () => {
    fc.assert(
      fc.property(args, (given) => {
        const refused = refusal(() => read(given));
        if (refused !== undefined) expect(refused).toMatch(/\w+ \w+/);
      }),
      { numRuns: 500 },
    );
  });
});

it('what start takes makes sense', () => {
  fc.assert(
    fc.property(args, (given) => {
      if (refusal(() => parseStartOptions(given)) !== undefined) return;
      const { timeoutSeconds, screenshot, json } = parseStartOptions(given);
      expect(timeoutSeconds).toBeGreaterThan(0);
      expect(Number.isNaN(timeoutSeconds)).toBe(false);
      expect([screenshot, json]).not.toContain('');
    }),
    { numRuns: 500 },
  );
});

describe('labels', () => {
  it('of folders are expressions, and none for a name that says none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.nat(9).map(String), fc.constantFrom('happy', '__proto__'))),
        (names) => {
          for (const [name, expression] of expressionsOfFolders(names)) {
            expect(names).toContain(name);
            expect(EXPRESSIONS).toContain(expression);
          }
        },
      ),
    );
  });

  it('of votes have more than half of those that count', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(10), fc.constant(Number.NaN)), { maxLength: 10 }), (votes) => {
        const label = majority(votes);
        if (label !== undefined) expect(votes[EXPRESSIONS.indexOf(label)]).toBeGreaterThan(1);
      }),
    );
  });
});

it('a report of tests that calls itself failed is never counted as passed', () => {
  const result = fc.record({
    name: fc.string(),
    status: fc.constantFrom('passed', 'failed'),
    assertionResults: fc.array(
      fc.record({ fullName: fc.string(), status: fc.constantFrom('passed', 'failed', 'skipped') }),
    ),
  });
  fc.assert(
    fc.property(fc.array(result), fc.boolean(), (testResults, success) => {
      const statuses = testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ status }) => status),
      );
      const of = (wanted: string) => statuses.filter((status) => status === wanted).length;
      const { failed } = countVitest({
        numPassedTests: of('passed'),
        numFailedTests: of('failed'),
        success,
        testResults,
      });
      if (!success) expect(failed).toBeGreaterThan(0);
    }),
  );
});
