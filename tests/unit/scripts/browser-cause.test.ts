import { describe, expect, it } from 'vitest';
import { causeOf } from '../../../scripts/lib/launch-extension.ts';

const CALL = 'browserType.launchPersistentContext: ';

describe('why a browser did not start', () => {
  it('is the first line of what Playwright says', () => {
    expect(causeOf(`${CALL}Timeout 30000ms exceeded.\nCall log:\n  - [pid=7][err] a warning`)).toBe(
      'Timeout 30000ms exceeded.',
    );
    expect(causeOf(`${CALL}Target page, context or browser has been closed\nBrowser logs:\n`)).toBe(
      'Target page, context or browser has been closed',
    );
  });

  it('is what the program said where it ended', () => {
    const log = `${CALL}Target page, context or browser has been closed\nBrowser logs:\n[pid=7][err] ls: no such option\n[pid=7][err] more`;
    expect(causeOf(log)).toBe('ls: no such option');
  });
});
